/** Locks the data directory given, says so, and holds it until killed or its standard input ends. */
import { lockDataDirectory } from '../../src/db/lock.ts'
import { listeningLogger } from '../harness/logger.ts'

const unlock = await lockDataDirectory(process.argv[2] ?? '', listeningLogger())
process.stdout.write('locked\n')
process.stdin.resume().on('end', () => void unlock())
