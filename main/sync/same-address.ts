// Whether two addresses lead to the same feed: encrypted or not, with a slash at the end or without.

export const isSameAddress = (one: string, other: string): boolean => bare(one) === bare(other)

/** Step by step: `/\/+$/` takes minutes for an address that is a megabyte of slashes. */
function bare(url: string): string {
  let end = url.length
  while (url[end - 1] === '/') end--
  return url.slice(0, end).replace(/^https?:\/\//i, '')
}
