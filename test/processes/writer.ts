/** Counts in the database of the data directory given, and prints each number once it is committed; until killed. */
import { openDatabase } from '../../src/db/database.ts'
import { listeningLogger } from '../harness/logger.ts'

const database = await openDatabase({ dataDirectory: process.argv[2] ?? '', logger: listeningLogger() })
for (;;) {
  const { last } = await database.transact((transaction) =>
    transaction.referenceSequence.upsert({
      where: { kind_year: { kind: 'V', year: 2025 } },
      create: { kind: 'V', year: 2025, last: 1 },
      update: { last: { increment: 1 } },
    }),
  )
  process.stdout.write(`${last}\n`)
}
