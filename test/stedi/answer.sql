-- STEDI's lake, written by hand over landing and knowing nothing of Sluice: what the generated tables must equal row for row.
CREATE TABLE customer_trusted_answer AS
SELECT * FROM customer WHERE shareWithResearchAsOfDate IS NOT NULL;

CREATE TABLE accelerometer_trusted_answer AS
SELECT a.* FROM accelerometer a
WHERE EXISTS (
  SELECT 1 FROM customer c
  WHERE c.email = a.user AND c.shareWithResearchAsOfDate IS NOT NULL AND c.shareWithResearchAsOfDate <= a.timestamp
);

CREATE TABLE customers_curated_answer AS
SELECT c.* FROM customer c
WHERE c.shareWithResearchAsOfDate IS NOT NULL
  AND c.email IN (SELECT a.user FROM accelerometer a WHERE a.timestamp >= c.shareWithResearchAsOfDate);

CREATE TABLE step_trainer_trusted_answer AS
SELECT s.* FROM step_trainer s
WHERE EXISTS (
  SELECT 1 FROM customer c, accelerometer a
  WHERE c.serialNumber = s.serialNumber AND c.shareWithResearchAsOfDate <= s.sensorReadingTime
    AND a.user = c.email AND a.timestamp = s.sensorReadingTime
);

CREATE TABLE machine_learning_curated_answer AS
SELECT s.serialNumber, c.shareWithResearchAsOfDate, c.registrationDate, c.customerName, s.sensorReadingTime,
  s.distanceFromObject, c.lastUpdateDate, a.timestamp, a.user, a.x, a.y, a.z
FROM step_trainer_trusted_answer s, customers_curated_answer c, accelerometer_trusted_answer a
WHERE s.serialNumber = c.serialNumber AND a.user = c.email AND a.timestamp = s.sensorReadingTime;
