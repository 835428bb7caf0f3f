-- Each step trainer reading with the same customer's motion at the same time.
SELECT
  "serialnumber",
  "sharewithresearchasofdate",
  "registrationdate",
  "customername",
  "sensorreadingtime",
  "distancefromobject",
  "lastupdatedate",
  "timestamp",
  "user",
  "x",
  "y",
  "z"
FROM "machine_learning_curated"
LIMIT 100;
