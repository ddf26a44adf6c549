import { describe, inject } from 'vitest'
import { databaseContract } from '../contracts/database.ts'
import { unfoundedDatabase } from '../harness/database.ts'

const { kind } = inject('databaseTemplate')

describe(`the ${kind} database`, () => databaseContract(kind, unfoundedDatabase))
