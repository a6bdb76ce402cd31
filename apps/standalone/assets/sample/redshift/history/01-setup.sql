--> day 1 00:10 session=setup user=admin
create schema if not exists raw;
--> day 1 00:11 session=setup user=admin
create table raw.orders (order_id bigint encode az64, customer_id bigint, order_ts timestamp, status varchar(20), currency char(3), coupon_code varchar(20), channel varchar(20)) diststyle key distkey (order_id) sortkey (order_ts);
--> day 1 00:12 session=setup user=admin
create table raw.order_items (order_id bigint, line_no integer, sku varchar(40), quantity integer, unit_price numeric(12,2), discount numeric(12,2)) distkey (order_id);
--> day 1 00:13 session=setup user=admin
create external schema spectrum from data catalog database 'lake' iam_role 'arn:aws:iam::123456789012:role/spectrum' create external database if not exists;
--> day 1 00:20 session=setup user=admin
create or replace view staging.stg_orders as
select o.order_id, o.customer_id, o.order_ts, o.order_ts::date as order_date, lower(o.status) as status, o.currency, o.channel,
       case when o.coupon_code is not null then 1 else 0 end as has_coupon
from raw.orders o
where o.status <> 'test';
--> day 1 00:21 session=setup user=admin
create or replace view staging.stg_order_items as
select i.order_id, i.line_no, i.sku, i.quantity, i.quantity * i.unit_price - coalesce(i.discount, 0) as net_amount
from raw.order_items i;
--> day 1 00:22 session=setup user=admin
create or replace view staging.stg_customers as
select c.customer_id, md5(lower(c.email)) as email_hash, c.country, c.created_at::date as signup_date, c.marketing_opt_in
from raw.customers c;
--> day 1 00:23 session=setup user=admin
create or replace view staging.stg_payments as
select p.payment_id, p.order_id, p.method, p.amount, p.paid_at from raw.payments p where p.status = 'captured';
--> day 1 00:24 session=setup user=admin
create table core.dim_customer (customer_id bigint, email_hash varchar(64), country char(2), signup_date date, marketing_opt_in boolean, valid_from timestamp) diststyle all;
--> day 1 00:25 session=setup user=admin
grant select on all tables in schema mart to group analysts;
--> day 1 00:26 session=setup user=admin
-- The first version of this view counted gross prices; it is replaced on day 5.
create or replace view mart.revenue_by_country as
select c.country, o.order_date as day, sum(i.quantity * i.unit_price) as revenue_eur
from raw.order_items i
join staging.stg_orders o on o.order_id = i.order_id
join core.dim_customer c on c.customer_id = o.customer_id
group by c.country, o.order_date;
--> day 5 08:30 session=admin user=admin
create or replace view mart.revenue_by_country as
select c.country, l.order_date as day, sum(l.net_eur) as revenue_eur
from core.fct_order_lines l
join core.dim_customer c on c.customer_id = l.customer_id
group by c.country, l.order_date;
--> day 5 08:40 session=admin user=admin
create materialized view mart.channel_mix auto refresh yes as
select d.day, d.channel, d.revenue_eur, sum(d.revenue_eur) over (partition by d.day) as day_total_eur
from mart.daily_revenue d;
