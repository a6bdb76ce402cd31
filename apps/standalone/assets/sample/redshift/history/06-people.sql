--> day 3 09:15 session=ana user=ana
select channel, sum(revenue_eur) from mart.daily_revenue where day > current_date - 7 group by channel order by 2 desc;
--> days 4,11,18,25 09:30 session=ana user=ana
select * from mart.customer_ltv where segment = 'loyal' order by ltv_eur desc limit 100;
--> day 6 10:00 session=ana user=ana
create table #top as select customer_id, ltv_eur from mart.customer_ltv where ltv_rank <= 10;
--> day 6 10:01 session=ana user=ana
create table sandbox.ana_top10 as select * from #top;
--> day 9 10:05 session=ana user=ana
alter table sandbox.ana_top10 rename to ana_top_customers;
--> day 10 11:00 session=bob user=bob
select count(*) from core.fct_orders where order_eur > 500;
--> day 10 11:02 session=bob user=bob status=canceled
select * from core.fct_order_lines a, core.fct_order_lines b;
--> day 11 11:10 session=bob user=bob
show tables from schema shop.mart;
--> day 12 11:15 session=bob user=bob
explain select * from mart.daily_revenue;
--> day 12 11:20 session=bob user=bob
analyze mart.daily_revenue;
--> day 13 11:25 session=bob user=bob
vacuum full core.fct_order_lines;
--> days 7,14,21,28 07:00 session=bi-tool user=bi label=dashboard
select c.country, sum(r.revenue_eur) from mart.revenue_by_country r join core.dim_customer c on c.country = r.country group by 1;
--> daily 07:05 session=bi-tool user=bi label=dashboard
select day, sum(revenue_eur) over (order by day rows unbounded preceding) from mart.daily_revenue;
--> daily 07:10 session=bi-tool user=bi label=dashboard
refresh materialized view mart.channel_mix;
--> day 15 12:00 session=bob user=bob
call sandbox.rebuild_everything('now');
--> day 16 12:00 session=bob user=bob status=failed
selct * form mart.daily_revenue;
