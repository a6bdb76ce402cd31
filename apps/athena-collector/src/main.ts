import { argumentVariables, collect, finishJob, openCollection } from '@tributary/collection';
import { type ProcessHost, nodeProcess, runJob, runScheduled } from '@tributary/service-kit';
import { athenaClient, athenaHistory, glueClient } from '@tributary/warehouse';
import { glueCatalogSource } from './catalog/glue-catalog-source';
import { config, sourceOf } from './config';
import { athenaHistorySource } from './history/athena-history-source';

export const COLLECTOR = 'athena-collector';

/** One run: a window of every workgroup's history and the Glue catalog, published; then the process ends. */
export const main = (host: ProcessHost = nodeProcess): Promise<void> =>
  runJob(
    {
      name: COLLECTOR,
      config,
      run: async (context) => {
        const { signal, logger, clock } = context;
        const settings = context.config;
        const source = sourceOf(settings);
        const outside = await openCollection(context, source.id);
        const region = settings.AWS_REGION;
        const athena = athenaHistory({
          client: athenaClient({ region }),
          signal,
          listsPerSecond: settings.ATHENA_LISTS_PER_SECOND,
          batchesPerSecond: settings.ATHENA_BATCHES_PER_SECOND,
        });
        const report = await collect({
          ...outside,
          source,
          collector: COLLECTOR,
          history: athenaHistorySource({ athena, clock, workgroups: settings.ATHENA_WORKGROUPS ?? null }),
          catalog: glueCatalogSource({
            client: glueClient({ region }),
            region,
            accounts: [settings.GLUE_ACCOUNT_ID, ...settings.GLUE_OTHER_ACCOUNT_IDS],
            signal,
          }),
        });
        return finishJob(report, logger, settings.DRY_RUN);
      },
    },
    { ...host, env: { ...host.env, ...argumentVariables(host.argv) } },
  );

if (require.main === module) void runScheduled(main);
