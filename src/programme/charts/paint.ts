import { createRequire } from 'node:module'
import { Worker } from 'node:worker_threads'

/** CommonJS: this is run as it stands, from the source as from the build. No font is given, since every word is an outline. */
const work = `
const { parentPort, workerData } = require('node:worker_threads')
const { Resvg } = require(workerData.library)
const options = { font: { loadSystemFonts: false }, logLevel: 'error' }
parentPort.postMessage(new Resvg(workerData.svg, options).render().asPng())
`

/**
 * SVG as PNG, on a thread of its own that ends with it: the program goes on meanwhile, and what the library holds outside of
 * Node's memory (about 10 MB a picture, until some later garbage collection) is given back.
 */
export const paint = (svg: string): Promise<Uint8Array> =>
  new Promise((resolve, reject) => {
    const library = createRequire(import.meta.url).resolve('@resvg/resvg-js')
    const worker = new Worker(work, { eval: true, workerData: { library, svg } })
    worker.once('message', resolve)
    worker.once('error', reject)
    // After a picture this changes nothing.
    worker.once('exit', (code) => reject(new Error(`no picture was painted: exit code ${code}`)))
  })
