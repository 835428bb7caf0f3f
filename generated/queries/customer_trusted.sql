-- Customers who agreed to share their data for research.
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
FROM "customer_trusted"
LIMIT 100;
