// Reads files as JSON from standard input, one a line: [[message number, { field number: scaled value }]], and prints each as the official
// encoder writes it, in base64. Whole numbers of 64 bits are texts. A line { developer: […], messages: […] } has developer fields too: each of
// developer is [developer_data_id's fields, field_description's fields], and a message's third element maps their places in it to values.

import { readFileSync } from "node:fs";
import { Encoder, Profile } from "@garmin/fitsdk";

const wide = new Set(["sint64", "uint64", "uint64z"]);

function named(message, fields) {
  const known = Profile.messages[message].fields;
  return Object.fromEntries(Object.entries(fields).map(([number, value]) => {
    const { name, baseType } = known[number];
    return [name, !wide.has(baseType) ? value : Array.isArray(value) ? value.map(BigInt) : BigInt(value)];
  }));
}

function encode(file) {
  const { developer = [], messages } = Array.isArray(file) ? { messages: file } : file;
  const { DEVELOPER_DATA_ID, FIELD_DESCRIPTION } = Profile.MesgNum;
  const descriptions = developer.map(([id, description]) =>
    ({ developerDataIdMesg: named(DEVELOPER_DATA_ID, id), fieldDescriptionMesg: named(FIELD_DESCRIPTION, description) }));
  const encoder = new Encoder({ fieldDescriptions: Object.fromEntries(descriptions.entries()) });
  for (const { developerDataIdMesg, fieldDescriptionMesg } of descriptions) {
    encoder.onMesg(DEVELOPER_DATA_ID, developerDataIdMesg);
    encoder.onMesg(FIELD_DESCRIPTION, fieldDescriptionMesg);
  }
  for (const [number, fields, developerFields] of messages)
    encoder.onMesg(number, developerFields ? { ...named(number, fields), developerFields } : named(number, fields));
  return Buffer.from(encoder.close()).toString("base64");
}

const lines = readFileSync(0, "utf8").split("\n").filter(line => line.length > 0);
process.stdout.write(lines.map(line => encode(JSON.parse(line))).join("\n"));
