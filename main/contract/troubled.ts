// Which feeds have trouble: said once, so that every place that counts them counts the same.
import type { Feed } from './models.ts'

/** The last visit failed, or the feed has gone for good; one that is paused is nobody's trouble. */
export const isTroubled = (feed: Pick<Feed, 'fetch' | 'paused'>): boolean => feed.fetch.problem !== null && !feed.paused
