--> day 1 08:00 workgroup=etl user=lake-admin database=lake
CREATE EXTERNAL TABLE lake.web_logs (ts string, visitor_id string, url string, referrer string, user_agent string, order_ref string)
PARTITIONED BY (dt string)
ROW FORMAT SERDE 'org.openx.data.jsonserde.JsonSerDe'
LOCATION 's3://shop-lake/raw/web_logs/';
--> day 1 08:05 workgroup=etl user=lake-admin database=lake
CREATE EXTERNAL TABLE lake.revenue_export (day date, channel string, revenue_eur decimal(18,2), orders bigint)
PARTITIONED BY (dt string) STORED AS PARQUET LOCATION 's3://shop-exports/daily_revenue/';
--> daily 00:30 workgroup=etl user=lake-etl database=lake
ALTER TABLE lake.web_logs ADD IF NOT EXISTS PARTITION (dt = '{yesterday}') LOCATION 's3://shop-lake/raw/web_logs/dt={yesterday}/';
--> day 1 08:10 workgroup=etl user=lake-etl database=lake seconds=60
CREATE TABLE lake.sessions
WITH (format = 'PARQUET', external_location = 's3://shop-lake/curated/sessions/', partitioned_by = ARRAY['session_date']) AS
SELECT visitor_id, session_no, min(viewed_at) AS started_at, count(*) AS views,
       max_by(url, viewed_at) AS exit_url, max(utm_source) AS utm_source, max(order_id) AS order_id,
       date(min(viewed_at)) AS session_date
FROM lake.page_views
GROUP BY visitor_id, session_no;
--> daily 00:45 workgroup=etl user=lake-etl database=lake seconds=45
INSERT INTO lake.sessions
SELECT visitor_id, session_no, min(viewed_at), count(*), max_by(url, viewed_at), max(utm_source), max(order_id), date(min(viewed_at))
FROM lake.page_views
WHERE date(viewed_at) = date '{yesterday}'
GROUP BY visitor_id, session_no;
--> day 2 09:00 workgroup=analytics user=carla database=reporting
CREATE OR REPLACE VIEW reporting.traffic_by_source AS
SELECT session_date, coalesce(utm_source, 'direct') AS source, count(*) AS sessions, count_if(order_id IS NOT NULL) AS buying_sessions
FROM lake.sessions
GROUP BY session_date, coalesce(utm_source, 'direct');
--> day 2 09:10 workgroup=analytics user=carla database=reporting
CREATE OR REPLACE VIEW reporting.exec_dashboard AS
WITH revenue AS (
  SELECT day, sum(revenue_eur) AS revenue_eur, sum(orders) AS orders FROM lake.revenue_export GROUP BY day
), traffic AS (
  SELECT session_date, sum(sessions) AS sessions FROM reporting.traffic_by_source GROUP BY session_date
)
SELECT r.day, r.revenue_eur, r.orders, t.sessions, r.revenue_eur / nullif(t.sessions, 0) AS revenue_per_session
FROM revenue r LEFT JOIN traffic t ON t.session_date = r.day;
--> day 3 10:00 workgroup=analytics user=carla database=lake
CREATE TABLE lake.experiment_results (visitor_id string, experiment string, variant string, first_seen date, ordered boolean)
LOCATION 's3://shop-lake/curated/experiment_results/' TBLPROPERTIES ('table_type' = 'ICEBERG');
--> days 4,11,18,25 10:00 workgroup=etl user=lake-etl database=lake
MERGE INTO lake.experiment_results t
USING (
  SELECT a.visitor_id, a.experiment, a.variant, min(s.session_date) AS first_seen, bool_or(s.order_id IS NOT NULL) AS ordered
  FROM lake.experiment_assignments a LEFT JOIN lake.sessions s ON s.visitor_id = a.visitor_id
  GROUP BY a.visitor_id, a.experiment, a.variant
) n
ON t.visitor_id = n.visitor_id AND t.experiment = n.experiment
WHEN MATCHED THEN UPDATE SET variant = n.variant, ordered = n.ordered
WHEN NOT MATCHED THEN INSERT (visitor_id, experiment, variant, first_seen, ordered) VALUES (n.visitor_id, n.experiment, n.variant, n.first_seen, n.ordered);
--> daily 06:30 workgroup=analytics user=dashboard database=reporting
SELECT * FROM reporting.exec_dashboard ORDER BY day DESC LIMIT 30;
--> days 5,12,19,26 11:00 workgroup=analytics user=carla database=lake
SELECT p.url, count(DISTINCT p.visitor_id) AS visitors FROM lake.page_views p CROSS JOIN UNNEST(split(p.url, '/')) AS u (part) WHERE u.part <> '' GROUP BY p.url;
--> day 8 12:00 workgroup=analytics user=carla database=lake status=failed
SELECT no_such_column FROM lake.sessions;
--> day 9 12:30 workgroup=primary user=dave database=lake
UNLOAD (SELECT visitor_id, experiment, variant, ordered FROM lake.experiment_results WHERE ordered)
TO 's3://shop-exports/experiment_buyers/' WITH (format = 'PARQUET', compression = 'SNAPPY');
--> day 10 13:00 workgroup=primary user=dave database=lake
SHOW PARTITIONS lake.web_logs;
--> days 6,13,20,27 06:00 workgroup=etl user=lake-etl database=reporting
EXECUTE weekly_landing_pages USING DATE '{date}';
--> day 30 23:00 workgroup=etl user=lake-etl database=reporting seconds=20
CREATE TABLE reporting.month_close
WITH (format = 'PARQUET', external_location = 's3://shop-lake/reporting/month_close/') AS
SELECT date_trunc('month', e.day) AS month, sum(e.revenue_eur) AS revenue_eur, sum(e.sessions) AS sessions, approx_percentile(e.revenue_eur, 0.5) AS median_day_eur
FROM reporting.exec_dashboard e
GROUP BY date_trunc('month', e.day);
