-- What must hold of STEDI's result, asked of the result and of the landing rows alone. Each query counts the rows that are wrong.

-- customer_trusted: people who never agreed
SELECT count(*) FROM made.customer_trusted r
WHERE NOT EXISTS (SELECT 1 FROM customer c WHERE c.email = r.email AND c.shareWithResearchAsOfDate IS NOT NULL);

-- customers_curated: people who never agreed
SELECT count(*) FROM made.customers_curated r
WHERE NOT EXISTS (SELECT 1 FROM customer c WHERE c.email = r.email AND c.shareWithResearchAsOfDate IS NOT NULL);

-- accelerometer_trusted: motion of people who had not agreed by then
SELECT count(*) FROM made.accelerometer_trusted r
WHERE NOT EXISTS (SELECT 1 FROM customer c WHERE c.email = r."user" AND c.shareWithResearchAsOfDate <= r."timeStamp");

-- step_trainer_trusted: steps that only the motion of people explains who had not agreed by then
SELECT count(*) FROM made.step_trainer_trusted r
WHERE NOT EXISTS (
  SELECT 1 FROM customer c, accelerometer a
  WHERE c.serialNumber = r.serialNumber AND c.shareWithResearchAsOfDate <= r.sensorReadingTime
    AND a."user" = c.email AND a.timestamp = r.sensorReadingTime
);

-- machine_learning_curated: motion of people who had not agreed by then
SELECT count(*) FROM made.machine_learning_curated r
WHERE NOT EXISTS (SELECT 1 FROM customer c WHERE c.email = r."user" AND c.shareWithResearchAsOfDate <= r."timeStamp");

-- machine_learning_curated: the one customer who is meant had not agreed by the step, or does not hold the serial number
SELECT count(*) FROM made.machine_learning_curated r
WHERE NOT EXISTS (
  SELECT 1 FROM customer c
  WHERE c.email = r."user" AND c.serialNumber = r.serialNumber AND c.shareWithResearchAsOfDate <= r.sensorReadingTime
);

-- machine_learning_curated: the step of one customer with the motion of another
SELECT count(*) FROM made.machine_learning_curated r
WHERE NOT EXISTS (SELECT 1 FROM customer c WHERE c.email = r."user" AND c.serialNumber = r.serialNumber);

-- step_trainer_trusted, not wrong but accepted by anyOwner: the motion of another holder explains it too, who had not agreed by then
SELECT count(*) FROM made.step_trainer_trusted r
WHERE EXISTS (
  SELECT 1 FROM customer c, accelerometer a
  WHERE c.serialNumber = r.serialNumber AND a."user" = c.email AND a.timestamp = r.sensorReadingTime
    AND (c.shareWithResearchAsOfDate IS NULL OR c.shareWithResearchAsOfDate > r.sensorReadingTime)
);
