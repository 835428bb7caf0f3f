-- Step trainer readings that the motion of a customer who had agreed to research by then explains.
SELECT
  "sensorreadingtime",
  "serialnumber",
  "distancefromobject"
FROM "step_trainer_trusted"
LIMIT 100;
