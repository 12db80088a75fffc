// Reads a JSON Schema (2020-12) and documents from standard input, { schema, documents }, and prints the errors of each document as JSON:
// a list of lists of texts, empty where a document is valid.

import { readFileSync } from "node:fs";
import Ajv from "ajv/dist/2020.js";

const { schema, documents } = JSON.parse(readFileSync(0, "utf8"));
const validate = new Ajv({ allErrors: true, strict: true, strictRequired: false, strictTypes: false }).compile(schema);
console.log(JSON.stringify(documents.map(document =>
  validate(document) ? [] : validate.errors.map(error => `${error.instancePath || "/"} ${error.message}`))));
