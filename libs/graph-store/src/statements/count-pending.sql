-- What the projection owes. Scans of dirty and stuck, which are short; reparse_request_due for the rest.
select
  (select count(*)::int from dirty) as marks,
  (select count(*)::int from stuck) as stuck,
  (select count(*)::int from reparse_request where open and tries < $1) as "reparsesDue",
  (select count(*)::int from reparse_request where open and tries >= $1) as "reparsesGivenUp"
