-- The warehouse's clock, by which windows are cut (NOW() and CURRENT_TIMESTAMP are deprecated and leader node only).
select getdate() as moment
