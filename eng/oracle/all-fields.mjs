// Decodes FIT files, whose paths stand one a line on standard input, with the official decoder. Prints as it goes, so that nothing has to be held:
//   > path           a file begins
//   20 name=value    a message: its number, then its fields and their values as JSON, parted by tabs; developer fields as ~name=value, unscaled
//   < error          the file's end, and what ended it where that is an error
// With the argument "memos" messages come in the order of their kinds, long texts of `memo_glob` messages put into them. With "merged" a file's messages are its records alone, their timestamps and heart rates, after the `hr` messages were merged.
// Whole numbers of 64 bits are plain digits, times are texts in UTC, numbers that JSON has no word for are null.

import { readFileSync, writeSync } from "node:fs";
import { Decoder, Profile, Stream } from "@garmin/fitsdk";

const isMerged = process.argv[2] === "merged";
const hasMemos = process.argv[2] === "memos";
// The package uses what Node has from version 21 on.
Object.groupBy ??= (items, keyOf) => {
  const groups = {};
  for (const item of items)
    (groups[keyOf(item)] ??= []).push(item);
  return groups;
};

const CHUNK = 1 << 16;
let buffer = "";

function flush() {
  const bytes = Buffer.from(buffer);
  buffer = "";
  for (let from = 0; from < bytes.length;) {
    try {
      from += writeSync(1, bytes, from);
    } catch (error) {
      if (error.code !== "EAGAIN")
        throw error;
    }
  }
}

function print(line) {
  buffer += line + "\n";
  if (buffer.length >= CHUNK)
    flush();
}

function text(value) {
  switch (typeof value) {
    case "number":
      return Number.isFinite(value) ? String(value) : "null";
    case "bigint":
      return String(value);
    case "object":
      return value === null ? "null"
        : value instanceof Date ? `"${value.toISOString().replace(".000", "")}"`
        : `[${value.map(text).join(",")}]`;
    default:
      return JSON.stringify(value) ?? "null";
  }
}

function decode(bytes) {
  const names = [];
  const printMessage = (number, { developerFields, ...fields }) => {
    let line = String(number);
    // The decoder's own addition to field_description.
    if (number === Profile.MesgNum.FIELD_DESCRIPTION)
      delete fields.key;
    for (const name in fields)
      line += `\t${name}=${text(fields[name])}`;
    for (const key in developerFields ?? {})
      line += `\t~${JSON.stringify(names[key])}=${text(developerFields[key])}`;
    print(line);
  };
  const fieldDescriptionListener = (key, _, description) => names[key] = [description.fieldName].flat()[0] ?? `${description.developerDataIndex}.${description.fieldDefinitionNumber}`;
  const listeners = isMerged || hasMemos ? {} : { mesgListener: printMessage, fieldDescriptionListener };
  const options = { includeUnknownData: true, mergeHeartRates: isMerged, decodeMemoGlobs: hasMemos };
  const { messages, errors } = new Decoder(Stream.fromBuffer(bytes)).read({ ...listeners, ...options });
  if (hasMemos) {
    for (const { num, messagesKey } of Object.values(Profile.messages))
      messages[messagesKey]?.forEach(message => printMessage(num, message));
  }
  if (isMerged) {
    for (const { timestamp, heartRate } of messages.recordMesgs ?? [])
      print(`20\ttimestamp=${text(timestamp ?? null)}\theartRate=${text(heartRate ?? null)}`);
  }
  return errors.map(error => error.message).join("; ");
}

for (const path of readFileSync(0, "utf8").split("\n").filter(line => line.length > 0)) {
  print(`> ${path}`);
  print(`< ${decode(readFileSync(path))}`);
}
flush();
