--> daily 03:00 session=mart user=etl label=airflow:build_mart txn=rev writes=mart.daily_revenue
delete from mart.daily_revenue where day = '{yesterday}';
--> daily 03:00 session=mart user=etl label=airflow:build_mart txn=rev seconds=8 reads=core.fct_order_lines writes=mart.daily_revenue
insert into mart.daily_revenue (day, channel, orders, revenue_eur, avg_order_eur)
select order_date, channel, count(distinct order_id) as orders, sum(net_eur) as revenue, revenue / nullif(orders, 0)
from core.fct_order_lines
where order_date = '{yesterday}'
group by order_date, channel;
--> days 1,8,15,22 03:10 session=ltv user=dbt label=dbt:customer_ltv
drop table if exists mart.customer_ltv;
--> days 1,8,15,22 03:11 session=ltv user=dbt label=dbt:customer_ltv seconds=30 reads=core.fct_orders,core.dim_customer writes=mart.customer_ltv
create table mart.customer_ltv diststyle key distkey (customer_id) as
with spend as (
  select o.customer_id, min(o.order_date) as first_order, count(*) as orders, sum(o.order_eur) as ltv_eur
  from core.fct_orders o
  group by o.customer_id
)
select s.customer_id, c.country, s.first_order, s.orders, s.ltv_eur,
       rank() over (partition by c.country order by s.ltv_eur desc) as ltv_rank,
       case when s.orders >= 10 then 'loyal' when s.ltv_eur > 1000 then 'big' else 'casual' end::varchar(10) as segment
from spend s
join core.dim_customer c on c.customer_id = s.customer_id;
--> days 2,9,16,23 03:20 session=products user=etl label=airflow:build_mart txn=perf
truncate table mart.product_performance;
--> days 2,9,16,23 03:21 session=products user=etl label=airflow:build_mart txn=perf seconds=14 reads=core.fct_order_lines,core.dim_product writes=mart.product_performance
insert into mart.product_performance
select d.sku, d.title, d.category, sum(l.quantity), sum(l.net_eur), sum(l.net_eur - l.quantity * d.cost_price), 0
from core.fct_order_lines l join core.dim_product d on d.sku = l.sku
group by d.sku, d.title, d.category;
--> days 2,9,16,23 03:22 session=products user=etl label=airflow:build_mart txn=perf
update mart.product_performance
set return_rate = r.returned_units / nullif(mart.product_performance.units, 0)
from (select sku, sum(returned_quantity) as returned_units from core.fct_returns group by sku) r
where r.sku = mart.product_performance.sku;
--> days 2,16 03:40 session=cohorts user=ana label=notebook reads=core.fct_orders,core.dim_customer
select date_trunc('month', c.signup_date)::date as signup_month,
       datediff(month, c.signup_date, o.order_date) as months_since,
       count(distinct o.customer_id) as customers,
       sum(o.order_eur) as revenue_eur
into temp table cohort_raw
from core.fct_orders o join core.dim_customer c on o.customer_id = c.customer_id
group by 1, 2;
--> days 2,16 03:41 session=cohorts user=ana label=notebook writes=mart.cohort_retention
insert into mart.cohort_retention select * from cohort_raw;
--> daily 04:00 session=funnel user=etl label=airflow:build_mart
insert into mart.marketing_funnel (day, source, sessions, orders, conversion)
with visits as (
  select w.session_date, w.utm_source, count(*) as sessions, count(w.order_id) as orders
  from spectrum.sessions w
  where w.session_date = '{yesterday}'
  group by w.session_date, w.utm_source
)
select session_date, coalesce(utm_source, 'direct'), sessions, orders, orders::numeric / nullif(sessions, 0)
from visits;
--> daily 05:00 session=export user=etl label=airflow:export
unload ('select day, channel, revenue_eur, orders from mart.daily_revenue where day >= \'{yesterday}\'')
to 's3://shop-exports/daily_revenue/dt={date}/part_' iam_role 'arn:aws:iam::123456789012:role/unloader' format parquet allowoverwrite;
--> days 4,11,18,25 05:30 session=export user=etl label=airflow:export
unload ($$select customer_id, ltv_eur, segment from mart.customer_ltv where segment <> 'casual'$$)
to 's3://shop-exports/crm_audience/' iam_role 'arn:aws:iam::123456789012:role/unloader' csv header allowoverwrite;
