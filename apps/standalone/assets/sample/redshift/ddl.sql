-- The shop's Redshift database as it stands after the month. Only what both Redshift and Postgres read.
create schema raw;
create schema staging;
create schema core;
create schema mart;
create schema fin;
create schema sandbox;

create table raw.orders (order_id bigint, customer_id bigint, order_ts timestamp, status varchar(20), currency char(3), coupon_code varchar(20), channel varchar(20));
create table raw.order_items (order_id bigint, line_no integer, sku varchar(40), quantity integer, unit_price numeric(12,2), discount numeric(12,2));
create table raw.customers (customer_id bigint, email varchar(320), full_name varchar(200), country char(2), created_at timestamp, marketing_opt_in boolean);
create table raw.products (sku varchar(40), title varchar(200), category varchar(60), cost_price numeric(12,2), supplier_id integer);
create table raw.payments (payment_id bigint, order_id bigint, method varchar(20), amount numeric(12,2), paid_at timestamp, status varchar(20));
create table raw.fx_rates (currency char(3), rate_date date, rate_to_eur numeric(12,6));
create table raw.shipments (shipment_id bigint, order_id bigint, carrier varchar(40), shipped_at timestamp, delivered_at timestamp, cost numeric(12,2));
create table raw.returns (return_id bigint, order_id bigint, sku varchar(40), quantity integer, reason varchar(60), returned_at timestamp);
create table raw.suppliers (supplier_id integer, supplier_name varchar(200), country char(2));

create view staging.stg_orders as
select o.order_id, o.customer_id, o.order_ts, o.order_ts::date as order_date, lower(o.status) as status, o.currency, o.channel,
       case when o.coupon_code is not null then 1 else 0 end as has_coupon
from raw.orders o
where o.status <> 'test';

create view staging.stg_order_items as
select i.order_id, i.line_no, i.sku, i.quantity, i.quantity * i.unit_price - coalesce(i.discount, 0) as net_amount
from raw.order_items i;

create view staging.stg_customers as
select c.customer_id, md5(lower(c.email)) as email_hash, c.country, c.created_at::date as signup_date, c.marketing_opt_in
from raw.customers c;

create view staging.stg_payments as
select p.payment_id, p.order_id, p.method, p.amount, p.paid_at
from raw.payments p
where p.status = 'captured';

create table core.dim_customer (customer_id bigint, email_hash varchar(64), country char(2), signup_date date, marketing_opt_in boolean, valid_from timestamp);
create table core.dim_product (sku varchar(40), title varchar(200), category varchar(60), cost_price numeric(12,2), supplier_name varchar(200));
create table core.fct_order_lines (order_id bigint, line_no integer, sku varchar(40), customer_id bigint, order_date date, channel varchar(20), quantity integer, net_amount numeric(14,2), net_eur numeric(14,2));
create table core.fct_orders (order_id bigint, customer_id bigint, order_date date, channel varchar(20), lines bigint, order_eur numeric(16,2), paid_amount numeric(16,2));
create table core.fct_returns (order_id bigint, sku varchar(40), returned_quantity integer, returned_eur numeric(14,2), reason varchar(60), return_date date);
create table core.fct_shipments (order_id bigint, carrier varchar(40), days_to_deliver integer, shipping_cost numeric(12,2));

create table mart.daily_revenue (day date, channel varchar(20), orders bigint, revenue_eur numeric(18,2), avg_order_eur numeric(18,2));
create table mart.customer_ltv (customer_id bigint, country char(2), first_order date, orders bigint, ltv_eur numeric(18,2), ltv_rank bigint, segment varchar(10));
create table mart.product_performance (sku varchar(40), title varchar(200), category varchar(60), units bigint, revenue_eur numeric(18,2), margin_eur numeric(18,2), return_rate numeric(8,4));
create table mart.marketing_funnel (day date, source varchar(40), sessions bigint, orders bigint, conversion numeric(8,4));
create table mart.cohort_retention (signup_month date, months_since integer, customers bigint, revenue_eur numeric(18,2));
create view mart.revenue_by_country as
select c.country, l.order_date as day, sum(l.net_eur) as revenue_eur
from core.fct_order_lines l
join core.dim_customer c on c.customer_id = l.customer_id
group by c.country, l.order_date;
create materialized view mart.channel_mix as
select d.day, d.channel, d.revenue_eur, sum(d.revenue_eur) over (partition by d.day) as day_total_eur
from mart.daily_revenue d;

create table fin.gl_postings (posting_date date, account varchar(20), amount_eur numeric(18,2), reference varchar(60));
create table fin.revenue_recognition (order_id bigint, recognised_on date, amount_eur numeric(18,2), status varchar(20));
create table fin.supplier_access (user_name varchar(128), supplier_id integer);
create table fin.supplier_payables (supplier_id integer, supplier_name varchar(200), period date, payable_eur numeric(18,2));
create table sandbox.ana_top_customers (customer_id bigint, ltv_eur numeric(18,2));
create table mart.payment_methods_weekly (payment_method varchar(20), week date, captured_amount numeric(18,2), orders bigint);
