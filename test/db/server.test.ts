import { once } from 'node:events'
import { type AddressInfo, createServer } from 'node:net'
import { expect, test } from 'vitest'
import { openDatabase } from '../../src/db/database.ts'
import { DatabaseUnusable } from '../../src/db/errors.ts'
import { listeningLogger } from '../harness/logger.ts'

test('a server that is not there is told in one line that names the variable', async () => {
  const free = createServer().listen(0, '127.0.0.1')
  await once(free, 'listening')
  const { port } = free.address() as AddressInfo
  free.close()
  await once(free, 'close')
  const opening = openDatabase({
    url: `postgres://luyu:secret@127.0.0.1:${port}/luyu`,
    dataDirectory: 'unused',
    logger: listeningLogger(),
  })
  await expect(opening).rejects.toThrow(DatabaseUnusable)
  await expect(opening).rejects.toThrow(/^DATABASE_URL: [^\n]*ECONNREFUSED[^\n]*$/)
  await expect(opening).rejects.not.toThrow('secret')
})
