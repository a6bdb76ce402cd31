import type { Queryable } from '../../store/database';
import countActivity from './statements/count-activity.sql';

/** Runs that began and ended in an hour or a day. */
export interface Activity {
  readonly from: string;
  readonly to: string;
  readonly start: number;
  readonly complete: number;
  readonly fail: number;
  readonly abort: number;
}

interface ActivityRow extends Omit<Activity, 'from' | 'to'> {
  readonly start_at: Date;
  readonly end_at: Date;
}

/** The last 24 hours by the hour, or the last seven days by the day, in a time zone that Postgres knows. */
export async function activity(
  database: Queryable,
  period: 'DAY' | 'WEEK',
  timeZone: string,
): Promise<Activity[]> {
  const [unit, step, before] = period === 'DAY' ? ['hour', '1 hour', 23] : ['day', '1 day', 6];
  const rows = await database.query<ActivityRow>(countActivity, [unit, step, timeZone, before]);
  return rows.map(({ start_at, end_at, ...counts }) => ({
    ...counts,
    from: start_at.toISOString(),
    to: end_at.toISOString(),
  }));
}
