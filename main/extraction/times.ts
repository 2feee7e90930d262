// When an article was published and last changed.
import type { Instant } from '../contract/models.ts'
import { instantOf } from './instants.ts'
import type { Thing } from './json-ld.ts'
import type { First } from './metadata.ts'
import type { PageHead } from './page-head.ts'
import { attribute, type Element, textOf } from './parse.ts'

export function publishedIn(ld: Thing, head: PageHead, first: First): Instant | null {
  for (const value of [ld['datePublished'], ld['dateCreated'], ld['uploadDate']]) {
    const at = instantOf(Array.isArray(value) ? value[0] : value)
    if (at !== null) return at
  }
  const tags = [
    'article:published_time',
    'og:article:published_time',
    'og:published_time',
    'datepublished',
    'parsely-pub-date',
    'sailthru.date',
    'date',
    'pubdate',
    'publishdate',
    'publish-date',
    'publication_date',
    'dc.date',
    'dc.date.issued',
    'dcterms.created',
    'dcterms.date',
    'dc.date.created',
    'cxenseparse:recs:publishtime',
    'citation_publication_date',
    'article.published',
    'rnews:datepublished',
    'article:published',
    'last-published',
    'displaydate',
    'publisheddate',
    'published-date',
    'published_at',
    'pub_date',
    'bt:pubdate',
    'article_date_original',
    'originalpublicationdate',
    'ptime',
    'created',
  ]
  for (const name of tags) {
    const at = instantOf(first(name) ?? undefined)
    if (at !== null) return at
  }
  return (
    elementTime(head.properties.get('datepublished')) ??
    elementTime(head.times.filter((time) => !isUpdate(time)).slice(0, 3))
  )
}

export function updatedIn(ld: Thing, head: PageHead, first: First): Instant | null {
  const value = ld['dateModified']
  const told = instantOf(Array.isArray(value) ? value[0] : value)
  if (told !== null) return told
  for (const name of [
    'article:modified_time',
    'og:article:modified_time',
    'og:updated_time',
    'datemodified',
    'last-modified',
    'lastmod',
    'dc.date.modified',
    'dcterms.modified',
    'revised',
    'article:modified',
    'last-updated',
    'utime',
    'lastdate',
    'updateddate',
    'updated_at',
    'bt:moddate',
    'article_date_updated',
    'last-updated-date',
    'last_modified',
    'modified',
  ]) {
    const at = instantOf(first(name) ?? undefined)
    if (at !== null) return at
  }
  return elementTime(head.properties.get('datemodified')) ?? elementTime(head.times.filter(isUpdate).slice(0, 3))
}

const isUpdate = (time: Element) =>
  /updat|modif|aktualisiert|mis-a-jour|geändert/i.test(
    `${attribute(time, 'class') ?? ''} ${attribute(time, 'itemprop') ?? ''} ${textOf(time)}`,
  )

function elementTime(elements: readonly Element[] | undefined): Instant | null {
  for (const element of elements ?? []) {
    const at = instantOf(
      attribute(element, 'datetime') ??
        attribute(element, 'content') ??
        attribute(element, 'title') ??
        textOf(element).trim(),
    )
    if (at !== null) return at
  }
  return null
}
