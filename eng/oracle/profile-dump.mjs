// Prints the profile of the official package as JSON, in its own shape.

import { Profile } from "@garmin/fitsdk";

process.stdout.write(JSON.stringify(Profile));
