// Knows the players that papers embed, and where the film can be seen and its still be had.
import { resolve, webAddress } from './links.ts'
import { type Attributes } from './pictures.ts'

export interface Player {
  kind: 'video' | 'audio'
  /** Where a browser shows it. */
  url: string
  still: string | null
  label: string | null
}

/** The extractor keeps frames and drops files: a file goes through it as a frame with this in `data-file`. */
export const fileMark = { video: 'broadsheet:video', audio: 'broadsheet:audio' } as const

const id = (text: string | null | undefined) => (text && /^[\w-]{1,64}$/.test(text) ? text : null)

/** null: not a player that is known; such frames are left out. */
export function playerOf(attributes: Attributes, base: string | null): Player | null {
  const address = attributes['src'] ?? ''
  const lazy = attributes['data-src'] ?? attributes['data-lazy-src'] ?? attributes['data-litespeed-src'] ?? ''
  const url = resolve(/^https?:|^\/\//.test(lazy) ? lazy : address, base)
  if (!url || !/^https?:$/.test(url.protocol)) return null
  const found = known(url)
  return found && { ...found, label: attributes['title']?.trim().slice(0, 300) || null }
}

function known(url: URL): Omit<Player, 'label'> | null {
  const host = url.hostname.replace(/^www\./, '')
  const path = url.pathname
  const last = (at: RegExp) => id(at.exec(path)?.[1])
  if (/^(?:m\.)?youtube(?:-nocookie)?\.com$|^youtu\.be$/.test(host)) {
    const video =
      last(/^\/(?:embed|v|shorts|live)\/([\w-]{11})/) ??
      id(url.searchParams.get('v')) ??
      (host === 'youtu.be' ? id(path.slice(1)) : null)
    if (!video || video === 'videoseries') {
      const list = id(url.searchParams.get('list'))
      return list ? { kind: 'video', url: `https://www.youtube.com/playlist?list=${list}`, still: null } : null
    }
    return {
      kind: 'video',
      url: `https://www.youtube.com/watch?v=${video}`,
      still: `https://i.ytimg.com/vi/${video}/hqdefault.jpg`,
    }
  }
  if (/(?:^|\.)vimeo\.com$/.test(host)) {
    const video = last(/^\/(?:video\/)?(\d+)/)
    return video ? { kind: 'video', url: `https://vimeo.com/${video}`, still: null } : null
  }
  if (/(?:^|\.)dailymotion\.com$|^dai\.ly$/.test(host)) {
    const video = last(/\/(?:embed\/)?video\/(\w+)/) ?? id(url.searchParams.get('video'))
    return video
      ? {
          kind: 'video',
          url: `https://www.dailymotion.com/video/${video}`,
          still: `https://www.dailymotion.com/thumbnail/video/${video}`,
        }
      : null
  }
  const peertube = last(/^\/videos\/embed\/([\w-]+)/)
  if (peertube) return { kind: 'video', url: `${url.origin}/videos/watch/${peertube}`, still: null }
  if (host === 'player.twitch.tv' && id(url.searchParams.get('video')))
    return {
      kind: 'video',
      url: `https://www.twitch.tv/videos/${id(url.searchParams.get('video'))?.replace(/^v/, '')}`,
      still: null,
    }
  if (host === 'open.spotify.com' && path.startsWith('/embed'))
    return { kind: 'audio', url: `https://open.spotify.com${path.replace(/^\/embed(?:-podcast)?/, '')}`, still: null }
  if (host === 'w.soundcloud.com') {
    const track = webAddress(url.searchParams.get('url') ?? '', null)
    return track ? { kind: 'audio', url: track, still: null } : null
  }
  if (host === 'embed.podcasts.apple.com')
    return { kind: 'audio', url: `https://podcasts.apple.com${path}`, still: null }
  return null
}
