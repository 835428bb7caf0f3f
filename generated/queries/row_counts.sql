-- How many rows each table has.
SELECT 'accelerometer_landing' AS "table", count(*) AS "rows" FROM "accelerometer_landing"
UNION ALL SELECT 'customer_landing' AS "table", count(*) AS "rows" FROM "customer_landing"
UNION ALL SELECT 'step_trainer_landing' AS "table", count(*) AS "rows" FROM "step_trainer_landing"
UNION ALL SELECT 'accelerometer_trusted' AS "table", count(*) AS "rows" FROM "accelerometer_trusted"
UNION ALL SELECT 'customer_trusted' AS "table", count(*) AS "rows" FROM "customer_trusted"
UNION ALL SELECT 'customers_curated' AS "table", count(*) AS "rows" FROM "customers_curated"
UNION ALL SELECT 'machine_learning_curated' AS "table", count(*) AS "rows" FROM "machine_learning_curated"
UNION ALL SELECT 'step_trainer_trusted' AS "table", count(*) AS "rows" FROM "step_trainer_trusted"
ORDER BY 1;
