// Loaded before the program (`node --import`): says on standard output whenever it forces a file to the disk.
import fs from 'node:fs'
import { syncBuiltinESMExports } from 'node:module'

const { fsyncSync } = fs

/** A pipe that is full takes it a moment later. */
const tell = (words) => {
  for (;;)
    try {
      return fs.writeSync(1, words)
    } catch (error) {
      if (error.code !== 'EAGAIN') throw error
    }
}

fs.fsyncSync = (file) => {
  fsyncSync(file)
  tell(`forced to the disk: ${fs.readlinkSync(`/proc/self/fd/${file}`)}\n`)
}
syncBuiltinESMExports()
