import { beforeEach, describe, expect, it } from 'vitest'
import type { Access } from '../../src/core/command.ts'
import { accountReference, conversationReference } from '../../src/core/request.ts'
import { toDay } from '../../src/core/time/day.ts'
import type { Database, Transaction } from '../../src/db/database.ts'
import type { Role } from '../../src/generated/prisma/enums.ts'
import { bindingOf, markBroken, markMended, moveChannel } from '../../src/programme/channels.ts'
import { languageOf } from '../../src/programme/people/officers.ts'
import { requireRead, requireWrite } from '../../src/programme/people/rights.ts'
import { loadRegistry } from '../../src/programme/places/load.ts'
import type { Pair } from '../../src/programme/places/registry.ts'
import { pairName, type Registry } from '../../src/programme/places/registry.ts'
import { seed } from '../../src/programme/places/seed.ts'
import { columnsOf, type Scope } from '../../src/programme/scope.ts'
import { standingOf } from '../../src/programme/standing.ts'
import { type ContextOptions, contextFor, type TestContext } from '../harness/context.ts'
import { foundedDatabase } from '../harness/database.ts'

let database: Database
let registry: Registry
const now = new Date('2025-03-01T00:00:00Z')

beforeEach(async () => {
  ;({ database, registry } = await foundedDatabase())
})

const pairNamed = (name: string): Pair => {
  const read = registry.readPair(name)
  if (read.kind !== 'value') throw new Error(name)
  return read.value
}
const scopeNamed = (pair: string | undefined): Scope =>
  pair === undefined ? { kind: 'programme' } : { kind: 'pair', pair: pairNamed(pair) }
const officer = (transaction: Transaction, account: string, role: Role, pair?: string) =>
  transaction.officer.create({
    data: {
      name: `${role} ${account}`,
      role,
      ...columnsOf(scopeNamed(pair)),
      createdAt: now,
      createdBy: 'test:admin',
      accounts: { create: { reference: account, name: account } },
    },
  })
const channel = (
  transaction: Transaction,
  conversation: string,
  pair: string | undefined,
  locale = 'zh-CN',
) =>
  transaction.channel.create({
    data: {
      conversation,
      ...columnsOf(scopeNamed(pair)),
      locale,
      boundAt: now,
      boundBy: 'test:admin',
    },
  })
const as = <Result>(options: ContextOptions, look: (context: TestContext) => Result): Promise<Result> =>
  database.transact(async (transaction) => look(await contextFor(transaction, registry, options)))

describe('the founding facts', () => {
  it('may be entered again and again', async () => {
    await database.transact(seed)
    const again = await loadRegistry(database.client)
    expect(again.places).toHaveLength(30)
    expect(again.pairs.map((pair) => pairName(pair, 'zh-CN'))).toEqual(
      registry.pairs.map((pair) => pairName(pair, 'zh-CN')),
    )
    expect(again.pairs).toHaveLength(14)
    expect(again.offices).toHaveLength(6)
    expect(pairNamed('武隆县').agreementSignedOn).toBe('2010-12-13')
    expect(pairNamed('武隆').recipient.former).toMatchObject([
      { nameZh: '武隆县', code: '500232', validTo: '2016-12-31' },
    ])
  })
})

describe('who may do what', () => {
  const all: readonly Access[] = ['everyone', 'read', 'write', 'supervise', 'administer']
  const rights = (account: string, conversation = 'test:unbound') =>
    as({ account, conversation }, ({ caller }) => all.filter((access) => caller.may(access)))

  it('follows from the role, the configuration and the channel', async () => {
    await database.transact(async (transaction) => {
      await officer(transaction, 'test:viewer', 'viewer', '武隆')
      await officer(transaction, 'test:officer', 'officer', '武隆')
      await officer(transaction, 'test:supervisor', 'supervisor')
      await officer(transaction, 'test:administrator', 'administrator')
      await channel(transaction, 'test:room', '武隆')
    })
    expect(await rights('test:nobody')).toEqual(['everyone'])
    expect(await rights('test:nobody', 'test:room')).toEqual(['everyone', 'read'])
    expect(await rights('test:viewer')).toEqual(['everyone', 'read'])
    expect(await rights('test:officer')).toEqual(['everyone', 'read', 'write'])
    expect(await rights('test:supervisor')).toEqual(['everyone', 'read', 'supervise'])
    expect(await rights('test:administrator')).toEqual(all)
    expect(await rights('test:admin')).toEqual(all)
  })

  it('lets officers write for their own pair, supervisors for none, administrators for all', async () => {
    await database.transact(async (transaction) => {
      await officer(transaction, 'test:officer', 'officer', '武隆')
      await officer(transaction, 'test:supervisor', 'supervisor')
      await channel(transaction, 'test:room', '武隆')
    })
    const writes = (account: string, pair: string) =>
      as({ account, conversation: 'test:room' }, (context) => requireWrite(context, pairNamed(pair)))
    await writes('test:officer', '武隆')
    await as({ account: 'test:admin', conversation: 'test:unbound' }, (context) => {
      requireWrite(context, pairNamed('奉节'))
    })
    await expect(writes('test:admin', '奉节')).rejects.toMatchObject({
      notice: { key: 'programme.right.writeElsewhere' },
    })
    await expect(writes('test:officer', '奉节')).rejects.toMatchObject({
      notice: { key: 'programme.right.otherPair' },
    })
    await expect(writes('test:supervisor', '武隆')).rejects.toMatchObject({
      notice: { key: 'programme.right.viewer', values: { role: '督导人员', whom: '管理员' } },
    })
    await expect(writes('test:nobody', '武隆')).rejects.toMatchObject({
      notice: { key: 'programme.right.stranger' },
    })
  })

  it('lets strangers read what the channel is bound to, and officers everything', async () => {
    await database.transact(async (transaction) => {
      await officer(transaction, 'test:viewer', 'viewer', '武隆')
      await channel(transaction, 'test:room', '武隆')
      await channel(transaction, 'test:hall', undefined)
    })
    const reads = (account: string, conversation: string, pair: string) =>
      as({ account, conversation }, (context) => requireRead(context, pairNamed(pair)))
    await reads('test:nobody', 'test:room', '武隆')
    await reads('test:nobody', 'test:hall', '奉节')
    await reads('test:viewer', 'test:unbound', '奉节')
    await expect(reads('test:nobody', 'test:room', '奉节')).rejects.toMatchObject({
      notice: { key: 'programme.right.read', values: { pair: '滨州—奉节' } },
    })
  })

  it('forgets a deactivated officer, and remembers names and languages of accounts', async () => {
    const { id } = await database.transact((transaction) =>
      officer(transaction, 'test:officer', 'officer', '武隆'),
    )
    await database.client.officer.update({ where: { id }, data: { locale: 'en' } })
    expect(await languageOf(database.client, accountReference('test:officer'))).toBe('en')
    await database.client.officer.update({ where: { id }, data: { active: false } })
    expect(await rights('test:officer')).toEqual(['everyone'])
    await as({ account: 'test:new', name: 'Old name' }, () => undefined)
    await as({ account: 'test:new', name: 'New name' }, () => undefined)
    expect(await database.client.account.findUnique({ where: { reference: 'test:new' } })).toMatchObject({
      name: 'New name',
    })
  })
})

describe('a bound channel', () => {
  const room = conversationReference('test:room')
  const binding = async (conversation: string) => {
    const actor = { account: accountReference('test:anybody'), name: 'Anybody' }
    const place = conversationReference(conversation)
    return bindingOf(
      registry,
      await standingOf(database.client, { actor, conversation: place }, toDay('2025-03-01')),
    )
  }

  it('is the conversation itself, not a topic in it', async () => {
    await database.transact((transaction) => channel(transaction, 'test:-1', '武隆', 'en'))
    expect(await binding('test:-1')).toMatchObject({ scope: { kind: 'pair' }, locale: 'en' })
    expect(await binding('test:-1/45')).toMatchObject({
      scope: { kind: 'none' },
      locale: undefined,
      broken: false,
    })
  })

  it('follows a conversation that gets a new reference, also over an old binding', async () => {
    await database.transact(async (transaction) => {
      await channel(transaction, 'test:room', '武隆')
      await channel(transaction, 'test:new', '奉节')
      await transaction.channel.update({ where: { conversation: 'test:new' }, data: { unboundAt: now } })
      await moveChannel(transaction, room, conversationReference('test:new'), now)
      await moveChannel(
        transaction,
        conversationReference('test:new'),
        conversationReference('test:newest'),
        now,
      )
    })
    expect((await binding('test:room')).scope.kind).toBe('none')
    expect(await binding('test:newest')).toMatchObject({ scope: { pair: { position: 1 } } })
  })

  it('leaves the binding that the new reference already has', async () => {
    await database.transact(async (transaction) => {
      await channel(transaction, 'test:room', '武隆')
      await channel(transaction, 'test:new', '奉节')
      await moveChannel(transaction, room, conversationReference('test:new'), now)
    })
    expect((await binding('test:room')).scope.kind).toBe('none')
    expect(await binding('test:new')).toMatchObject({ scope: { pair: { position: 14 } } })
  })

  it('stays bound when it breaks, tells its owners once, and mends', async () => {
    await database.transact(async (transaction) => {
      await officer(transaction, 'test:officer', 'officer', '武隆')
      await officer(transaction, 'test:other', 'officer', '奉节')
      await channel(transaction, 'test:room', '武隆')
    })
    const breaks = () =>
      database.transact((transaction) => markBroken(transaction, registry, room, 'kicked', now))
    expect(await breaks()).toMatchObject({ scope: { kind: 'pair' }, owners: ['test:officer'] })
    expect(await breaks()).toBeUndefined()
    expect((await binding('test:room')).scope.kind).toBe('pair')
    const mends = () => database.transact((transaction) => markMended(transaction, registry, room))
    expect(await mends()).toMatchObject({ owners: ['test:officer'] })
    expect(await mends()).toBeUndefined()
  })
})
