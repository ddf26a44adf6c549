import type { HttpRoute } from '../core/ports.ts'
import type { Clock } from '../core/time/clock.ts'
import type { Database } from '../db/database.ts'
import { documentRoute } from '../http/documents.ts'
import type { ProgrammeFeature } from '../programme/feature.ts'

/** The documents of all features, each read in a transaction of its own. */
export const documentRoutes = (
  { database, clock }: { readonly database: Database; readonly clock: Clock },
  features: readonly ProgrammeFeature[],
): HttpRoute[] =>
  features.flatMap(({ documents }) =>
    documents
      ? [
          documentRoute(documents.path, (name) =>
            database.transact((transaction) => documents.read({ transaction, clock }, name)),
          ),
        ]
      : [],
  )
