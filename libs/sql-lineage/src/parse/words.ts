const set = (words: string): ReadonlySet<string> => new Set(words.split(/\s+/));

/** Words that end a select item: none of them is read as a bare alias or as a column. */
export const clauseWords = set(
  `from where group having order limit union intersect except minus qualify window fetch into on using join inner cross
   natural when then else end as and or with returning`,
);

/** Words that cannot start an operand. */
export const notOperands = set(
  `from where group having order union intersect except on using join inner cross natural when then else end as and or
   limit by asc desc is in between like ilike qualify fetch into returning set`,
);

/** Words that cannot be a bare alias of a select item. */
export const notItemAlias = set(
  `from where group having order limit union intersect except minus qualify window fetch into on using join inner cross
   natural when then else end and or returning in is between like ilike rlike similar collate over within filter div
   cluster distribute sort lateral not bulk`,
);

/** Words that cannot be a bare alias of a relation. */
export const notRelationAlias = set(
  `where group having order limit union intersect except minus qualify window fetch offset on using join inner left right
   full cross natural asof any_join when then for set tablesample pivot unpivot lateral with select from values returning into and or
   semi anti global prewhere sample cluster distribute sort straight_join at match_recognize as exclude except
   matched match_condition final start connect outer array tables option apply insert`,
);

/** Aggregate functions of Redshift, Athena and their relatives; anything else transforms its arguments. */
export const aggregates = set(
  `sum count avg min max listagg string_agg group_concat array_agg median stddev stddev_samp stddev_pop variance var_samp var_pop
   bool_and bool_or every any_value arbitrary approx_distinct approx_percentile approx_most_frequent approx_set approx_count_distinct
   approximate_count_distinct count_if countif map_agg multimap_agg histogram numeric_histogram max_by min_by checksum
   geometric_mean corr covar_pop covar_samp regr_slope regr_intercept skewness kurtosis bitwise_and_agg bitwise_or_agg bit_and bit_or bit_xor bitand_agg bitor_agg
   percentile_cont percentile_disc percentile percentile_approx approximate_percentile_disc collect_list collect_set reduce_agg merge
   map_union array_union_agg set_union mode first last max_n min_n json_arrayagg json_objectagg object_agg array_union sumif avgif uniq uniqexact grouparray
   argmax argmin logical_or logical_and string_aggregate xmlagg json_agg jsonb_agg json_object_agg jsonb_object_agg hll hll_create_sketch hll_combine sum_distinct approx_count tdigest_agg qdigest_agg`,
);

/** Functions that hide their input: the value cannot be read back from the result. */
export const maskingFunctions = set(
  `md5 sha sha1 sha2 sha256 sha512 func_sha1 fnv_hash xxhash64 xxhash32 murmur3 spooky_hash_v2_32 spooky_hash_v2_64 hash crc32 farmfingerprint
   hmac_md5 hmac_sha1 hmac_sha256 hmac_sha512 checksum strtol_mask mask hash_md5 fnv1a_64 farmhash`,
);

/** Functions whose first argument may be a bare unit of time. */
export const datePartFunctions = set(
  `dateadd date_add datediff date_diff datepart date_part date_trunc datename timestampadd timestampdiff timestamp_diff timestamp_add timestamp_trunc
   datetime_trunc datetime_diff datetime_add last_day date_sub timestamp_sub datetime_sub trunc next_day months_between time_slice`,
);

/** Units of time that may stand bare where a date part is expected. */
export const dateParts = set(
  `millennium millennia century centuries decade decades year years yr yrs y quarter quarters qtr qtrs month months mon mons week weeks w
   day days d hour hours hr hrs h minute minutes min mins m second seconds sec secs s millisecond milliseconds ms msec msecs millisec
   microsecond microseconds us usec usecs microsec dayofweek dow dw weekday dayofyear doy dy day_of_week day_of_year day_of_month week_of_year year_of_week yow isoyear isoweek isodow epoch
   timezone timezone_hour timezone_minute millisecs microsecs msecond nanosecond nanoseconds yearofweek iso_week mm dd yy yyyy qq hh mi ss ns mcs`,
);

/** Values that look like columns. */
export const bareValues = set(
  `null true false current_date current_timestamp current_time current_user current_schema current_catalog current_role current_path current_database
   session_user localtime localtimestamp system_user unknown default`,
);

/** Bare values in Redshift, PostgreSQL and Oracle only; columns elsewhere. */
export const bareUserValues = set('user sysdate systimestamp');
