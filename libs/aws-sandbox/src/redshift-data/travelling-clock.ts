import pg from 'pg';
import views from './travelling-clock.sql';
import { databaseUrl } from './database-url';

export interface TravellingClock {
  /** Where the warehouse's clock stands; its history shows what it had shown then. */
  set(moment: Date): Promise<void>;
  stop(): Promise<void>;
}

/** Puts a warehouse's clock where a test wants it, so that a month passes in a minute: late rows, running statements and forgetting included. */
export async function travellingClock(serverUrl: string, database: string): Promise<TravellingClock> {
  const client = new pg.Client({ connectionString: databaseUrl(serverUrl, database) });
  await client.connect();
  await client.query('set allow_system_table_mods = on');
  await client.query(views);
  return {
    set: async (moment) => {
      const text = moment.toISOString().replace('T', ' ').replace('Z', '');
      await client.query('begin; delete from pg_redshift_then.clock');
      await client.query('insert into pg_redshift_then.clock (moment) values ($1)', [text]);
      await client.query('commit');
    },
    stop: () => client.end(),
  };
}
