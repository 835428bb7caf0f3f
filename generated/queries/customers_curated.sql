-- Customers who agreed to research and of whom there are readings.
SELECT
  "customername",
  "email",
  "phone",
  "birthday",
  "serialnumber",
  "registrationdate",
  "lastupdatedate",
  "sharewithresearchasofdate",
  "sharewithpublicasofdate",
  "sharewithfriendsasofdate"
FROM "customers_curated"
LIMIT 100;
