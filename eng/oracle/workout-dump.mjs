// Decodes FIT files, one in base64 on each line of standard input, with the official decoder, and prints for each a line of JSON: whether it is sound, and its
// messages in order with their raw values.

import { Decoder, Stream, Profile } from "@garmin/fitsdk";
import { readFileSync } from "node:fs";

for (const line of readFileSync(0, "utf8").split("\n").filter((line) => line.length > 0)) {
  const bytes = Buffer.from(line, "base64");
  const isSound = new Decoder(Stream.fromBuffer(bytes)).checkIntegrity();
  const messages = [];
  const { errors } = new Decoder(Stream.fromBuffer(bytes)).read({
    mesgListener: (number, message) => messages.push({ message: Profile.messages[number]?.name ?? `${number}`, ...message }),
    applyScaleAndOffset: false,
    convertTypesToStrings: false,
    convertDateTimesToDates: false,
    expandSubFields: false,
    expandComponents: false,
    mergeHeartRates: false,
  });
  console.log(JSON.stringify({ isSound, errors: errors.map(String), messages }));
}
