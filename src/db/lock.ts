import { readFileSync, readlinkSync } from 'node:fs'
import { readFile, rename, rm, writeFile } from 'node:fs/promises'
import { hostname } from 'node:os'
import { join, resolve } from 'node:path'
import lockfile from 'proper-lockfile'
import type { Logger } from '../core/ports.ts'
import { DatabaseUnusable } from './errors.ts'

/** Two processes on one embedded database would lose data without any error. */
export class DataDirectoryInUse extends DatabaseUnusable {
  override readonly name = 'DataDirectoryInUse'
  readonly directory: string

  constructor(directory: string, owner: Owner | undefined) {
    super(
      `the data directory ${resolve(directory)} is in use by ${owner ? `process ${owner.pid}` : 'another process'}: stop it first`,
    )
    this.directory = directory
  }
}

/** A process, told apart from any other that had or will have its number. */
interface Owner {
  readonly pid: number
  /** Where the number counts: one boot of one machine, one process namespace. */
  readonly scope: string
  /** In clock ticks since that boot. */
  readonly startedAt: string
}

/** Milliseconds without a heartbeat after which a lock counts as left behind. */
const stale = 10_000

/**
 * Takes the data directory for this process; resolves with the function that gives it back.
 * An owner on this machine is seen alive or dead at once. Of any other (another container on the same volume)
 * only the heartbeat tells, so a lock it left behind is taken over after `stale`.
 * Throws `DataDirectoryInUse`.
 */
export const lockDataDirectory = async (directory: string, logger: Logger): Promise<() => Promise<void>> => {
  const lock = join(directory, 'lock')
  const ownerFile = join(directory, 'lock-owner')
  const owner = await readOwner(ownerFile)
  const state = stateOf(owner)
  if (state === 'alive') throw new DataDirectoryInUse(directory, owner)
  if (state === 'dead') await clearAfter(ownerFile, lock)
  const release = await takeLock(directory, lock, logger).catch(async (error: unknown) => {
    if (isLocked(error)) throw new DataDirectoryInUse(directory, await readOwner(ownerFile))
    throw error
  })
  const self = currentOwner()
  if (self) await writeFile(ownerFile, JSON.stringify(self))
  return async () => {
    await rm(ownerFile, { force: true })
    await release()
  }
}

const takeLock = async (directory: string, lock: string, logger: Logger) => {
  const options = { lockfilePath: lock, stale, realpath: false }
  try {
    return await lockfile.lock(directory, options)
  } catch (error) {
    if (!isLocked(error)) throw error
    logger.warn({ directory }, 'the data directory is locked: waiting whether its owner is alive')
    const retries = { retries: stale / 1000 + 2, factor: 1, minTimeout: 1000, maxTimeout: 1000 }
    return lockfile.lock(directory, { ...options, retries })
  }
}

/** Removes a dead owner's lock. Of several that try, only the one that gets to rename the owner's file does. */
const clearAfter = async (ownerFile: string, lock: string): Promise<void> => {
  const claim = `${ownerFile}-${process.pid}`
  try {
    await rename(ownerFile, claim)
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return
    throw error
  }
  if (stateOf(await readOwner(claim)) === 'dead') {
    await rm(lock, { recursive: true, force: true })
    await rm(claim)
  } else await rename(claim, ownerFile)
}

const readOwner = async (file: string): Promise<Owner | undefined> => {
  try {
    return JSON.parse(await readFile(file, 'utf8'))
  } catch {
    // Missing, or half-written by a process that died: then only the heartbeat tells.
    return undefined
  }
}

const stateOf = (owner: Owner | undefined): 'alive' | 'dead' | 'unknown' => {
  const self = currentOwner()
  if (!owner || !self || owner.scope !== self.scope) return 'unknown'
  if (owner.pid === self.pid && owner.startedAt === self.startedAt) return 'alive'
  return startOf(owner.pid) === owner.startedAt ? 'alive' : 'dead'
}

/** Undefined where the system does not tell these things (anything but Linux). */
const currentOwner = (): Owner | undefined => {
  try {
    const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()
    const scope = `${hostname()} ${boot} ${readlinkSync('/proc/self/ns/pid')}`
    const startedAt = startOf(process.pid)
    return startedAt === undefined ? undefined : { pid: process.pid, scope, startedAt }
  } catch {
    return undefined
  }
}

/** Field 22 of `/proc/<pid>/stat`, counted from behind the program's name, which may hold anything (proc(5)). */
const startOf = (pid: number): string | undefined => {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    const [state, ...fields] = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    return state === 'Z' ? undefined : fields[18]
  } catch {
    return undefined
  }
}

const codeOf = (error: unknown): unknown =>
  error instanceof Error && 'code' in error ? error.code : undefined
const isLocked = (error: unknown): boolean => codeOf(error) === 'ELOCKED'
