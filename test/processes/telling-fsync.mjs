// Loaded before the program (`node --import`): says on standard output whenever it forces a file to the disk.
import fs from 'node:fs'
import { syncBuiltinESMExports } from 'node:module'

const { fsyncSync } = fs
fs.fsyncSync = (file) => {
  fsyncSync(file)
  fs.writeSync(1, `forced to the disk: ${fs.readlinkSync(`/proc/self/fd/${file}`)}\n`)
}
syncBuiltinESMExports()
