// The names of the official profile, spelled as its spreadsheet has them.
//
// The npm package camel-cases them, which loses the underscore between a word and a number, and the case of a first letter. Most names come
// back by putting an underscore before each capital; the tables here hold the others.

/** Runs of words whose numbers stand apart, wherever a name holds them. A number that is not listed belongs to the word before it. */
const wordsWithNumbers = [
  // Fields and types.
  "active_time_16", "average_7_day", "cycles_16", "distance_16", "event_timestamp_12", "last_night_5_min", "left_right_balance_100",
  "map_3_sample", "speed_1s", "timestamp_16", "timestamp_32k", "timestamp_min_8", "language_bits_0", "language_bits_1", "language_bits_2",
  "language_bits_3", "language_bits_4", "sport_bits_0", "sport_bits_1", "sport_bits_2", "sport_bits_3", "sport_bits_4", "sport_bits_5",
  "sport_bits_6",
  // Values.
  "camera_orientation_0", "camera_orientation_90", "camera_orientation_180", "camera_orientation_270", "flat_24_hours", "hour_12_with",
  "hour_24_with", "india_zone_0", "maximum_24h", "minimum_24h", "power_3s", "power_10s", "power_30s", "ref_99_grid", "roundabout_45",
  "roundabout_90", "roundabout_135", "roundabout_180", "roundabout_225", "roundabout_270", "roundabout_315", "roundabout_360", "neg_45",
  "neg_90", "neg_135", "neg_180", "neg_225", "neg_270", "neg_315", "neg_360", "zhl_16c", "zone_1", "zone_2", "zone_3", "zone_4", "zone_5",
  "zone_6", "zone_7", "zone_8", "zone_9",
  // Exercises.
  "at_90_degree", "rowing_1", "rowing_2", "stretch_90_90", "to_90_degrees", "twist_1_and_2", "weighted_45_degree", "weighted_90_degree",
  // Products.
  "edge_130", "edge_520_plus", "edge_530", "edge_540", "edge_550", "edge_820", "edge_830", "edge_840", "edge_850", "edge_1030",
  "edge_1040", "edge_1050", "edge_explore_820", "edge_explore_1000", "epix_gen2_pro_42", "epix_gen2_pro_47", "epix_gen2_pro_51",
  "fenix9_43mm", "fenix9_pro_43mm", "fenix9_pro_47mm", "fenix9_pro_51mm", "fenix9_pro_solar_47mm", "fenix9_pro_solar_51mm",
  "foretrex_601_701", "fr310xt_4t", "fr70_2026", "hrm_200", "index_smart_scale_2", "instinct_2", "instinct_2s", "instinct_2x",
  "instinct3_amoled_45mm", "instinct3_amoled_50mm", "instinct3_solar_45mm", "instinct3_solar_50mm", "rally_200", "vector_2", "vector_2s",
  "vector_3", "virb_360", "virb_ultra_30", "vivosmart_4", "vivosmart_5",
];

/** Names with capitals. */
const namesWithCapitals = [
  "Edge_130", "OHR", "RGT_cycling", "approachS44", "approachS50", "approach_S12_asia", "fenix6S", "fenix6S_sport", "instinctE_40mm",
  "instinctE_45mm", "india_zone_IA", "india_zone_IB", "india_zone_IIA", "india_zone_IIB", "india_zone_IIIA", "india_zone_IIIB",
  "india_zone_IVA", "india_zone_IVB",
];

/** Climbing grades are written as climbers write them. */
const gradeSpellings = {
  britishAdjectivalGradingScale: grade => grade.toUpperCase(),
  saxonGradingScale: grade => grade.toUpperCase().replace(/(?<=.)[ABC]$/, letter => `_${letter.toLowerCase()}`),
  uiaaGradingScale: grade => grade.replace(/^[ivxIVX]+/, roman => roman.toUpperCase()).replace("Minus", "_minus").replace("Plus", "_plus"),
  ydsGradingScale: grade => separateWords(grade.replace(/^5/, "5_")),
};

const folded = name => name.replaceAll("_", "").toLowerCase();
const capitals = new Map(namesWithCapitals.map(name => [folded(name), name]));
const numbers = wordsWithNumbers.map(words => [new RegExp(`(?<=^|_)${words.replaceAll("_", "_?")}(?=_|$)`), words]);

const separateWords = name => name.replace(/(?<!^)(?<!_)[A-Z]/g, "_$&").toLowerCase();

/** The official name of a message, a field, a type or a type's value. */
export function officialName(camelCased) {
  const capitalised = capitals.get(folded(camelCased));
  if (capitalised) return capitalised;
  return numbers.reduce((name, [pattern, words]) => name.replace(pattern, words), separateWords(camelCased));
}

/** The official name of a type's value. */
export const officialValueName = (camelCasedType, camelCased) =>
  (gradeSpellings[camelCasedType] ?? officialName)(camelCased);
