select 1 as order_id, 'ann' as customer, 9.5 as amount
