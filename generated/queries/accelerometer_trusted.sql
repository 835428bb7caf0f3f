-- Readings taken while their customer agreed to research.
SELECT
  "timestamp",
  "user",
  "x",
  "y",
  "z"
FROM "accelerometer_trusted"
LIMIT 100;
