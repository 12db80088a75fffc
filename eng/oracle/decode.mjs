// Reads FIT files from standard input, one a line in base64, and prints for each what the official decoder makes of it, as JSON on a line:
// { integrity, errors, messages: [{ number, fields: { name or number: value }, developer: { key: value } }] }.
// Arguments: "raw" leaves values as stored and goes by field numbers; "read" scales, names and expands them. Numbers of 64 bits and those
// that JSON has no word for are texts.

import { readFileSync } from "node:fs";
import { Decoder, Profile, Stream } from "@garmin/fitsdk";

const isRaw = process.argv[2] === "raw";
const options = isRaw
  ? { applyScaleAndOffset: false, expandSubFields: false, expandComponents: false, convertTypesToStrings: false, convertDateTimesToDates: false }
  : {};

const plain = (_, value) =>
  typeof value === "bigint" || (typeof value === "number" && !Number.isFinite(value)) ? `${value}` : value;

const numbersByName = new Map();

function numberOf(message, name) {
  if (!numbersByName.has(message))
    numbersByName.set(message, new Map(Object.values(Profile.messages[message]?.fields ?? {}).map(field => [field.name, field.num])));
  return numbersByName.get(message).get(name) ?? name;
}

function decode(bytes) {
  const integrity = new Decoder(Stream.fromByteArray(bytes)).checkIntegrity();
  const messages = [];
  const mesgListener = (number, { developerFields, ...fields }) => messages.push({
    number,
    fields: isRaw ? Object.fromEntries(Object.entries(fields).map(([name, value]) => [numberOf(number, name), value])) : fields,
    developer: developerFields,
  });
  const { errors } = new Decoder(Stream.fromByteArray(bytes)).read({ ...options, mesgListener, includeUnknownData: true, mergeHeartRates: false });
  return { integrity, errors: errors.map(error => error.message), messages };
}

const lines = readFileSync(0, "utf8").split("\n").filter(line => line.length > 0);
process.stdout.write(lines.map(line => JSON.stringify(decode([...Buffer.from(line, "base64")]), plain)).join("\n"));
