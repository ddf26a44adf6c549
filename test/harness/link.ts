import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'
import { Transform } from 'node:stream'

/**
 * A way to a server that can vanish without a word: who is connected hears nothing more and is not told, and who comes is
 * let in and hears nothing either. When it is back that holds for new connections only. It can also be cut, closed and slow.
 */
export const openLink = async (url: string) => {
  const { hostname, port } = new URL(url)
  const sockets = new Set<Socket>()
  const pairs = new Set<readonly [Socket, Socket]>()
  const knocking: Array<() => void> = []
  let isGone = false
  /** Milliseconds by which whatever passes is held up. */
  let delay = 0
  const slow = () =>
    new Transform({
      transform: (chunk, _encoding, done) => {
        if (delay === 0) done(null, chunk)
        else setTimeout(done, delay, null, chunk)
      },
    })

  const kept = (socket: Socket): Socket => {
    sockets.add(socket)
    // Whoever ends a connection does it for the other side.
    return socket.on('error', () => undefined)
  }

  const server = createServer((near) => {
    kept(near)
    if (isGone) {
      for (const tell of knocking.splice(0)) tell()
      return
    }
    const far = kept(connect(Number(port), hostname))
    const pair = [near, far] as const
    pairs.add(pair)
    near.pipe(slow()).pipe(far)
    far.pipe(slow()).pipe(near)
    for (const [one, other] of [pair, [far, near]] as const)
      one.on('close', () => {
        if (pairs.delete(pair)) other.destroy()
      })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const link = new URL(url)
  link.hostname = '127.0.0.1'
  const { port: own } = server.address() as AddressInfo
  link.port = String(own)
  const cut = (): void => {
    for (const pair of pairs) for (const socket of pair) socket.resetAndDestroy()
    pairs.clear()
  }

  return {
    url: link.href,
    vanish: (): void => {
      isGone = true
      for (const [near, far] of pairs) {
        near.unpipe().pause()
        far.unpipe().pause()
      }
      pairs.clear()
    },
    comeBack: (): void => {
      isGone = false
    },
    /** Whoever is connected is told so by a reset; who comes again is let in. */
    cut,
    /** The same, and nobody is let in for as long as some work takes. */
    closedFor: async (work: Promise<unknown>): Promise<void> => {
      server.close()
      cut()
      await work
      server.listen(own, '127.0.0.1')
      await once(server, 'listening')
    },
    slowBy: (milliseconds: number): void => {
      delay = milliseconds
    },
    /** Resolves when somebody tries a new connection while the link is gone. */
    knocked: (): Promise<void> => new Promise((resolve) => knocking.push(resolve)),
    close: async (): Promise<void> => {
      for (const socket of sockets) socket.destroy()
      server.close()
      await once(server, 'close')
    },
  }
}

export type Link = Awaited<ReturnType<typeof openLink>>
