--> day 4 08:00 workgroup=etl name=weekly_landing_pages
INSERT INTO reporting.landing_pages
SELECT date_trunc('week', viewed_at) AS week, url, count(*) AS landings
FROM lake.page_views
WHERE view_no = 1 AND date(viewed_at) > ? - INTERVAL '7' DAY
GROUP BY date_trunc('week', viewed_at), url
