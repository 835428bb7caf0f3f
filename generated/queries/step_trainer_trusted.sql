-- Step trainer readings of customers who agreed to research by then and of whom there are readings.
SELECT
  "sensorreadingtime",
  "serialnumber",
  "distancefromobject"
FROM "step_trainer_trusted"
LIMIT 100;
