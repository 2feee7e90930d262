import { expect, it } from 'vitest'
import { proxyFromEnvironment } from './proxy.ts'

const env = {
  http_proxy: 'proxy.example:3128',
  HTTPS_PROXY: 'http://secure.example',
  no_proxy: 'inner.example, .corp.example,10.0.0.5,host.example:8080,[::2]',
}

it.each([
  ['http://paper.example/', 'http://proxy.example:3128'],
  ['https://paper.example/', 'http://secure.example'],
  ['http://inner.example/', null],
  ['http://a.inner.example/', null],
  ['http://notinner.example/', 'http://proxy.example:3128'],
  ['https://www.corp.example/', null],
  ['http://10.0.0.5/', null],
  ['http://host.example:8080/', null],
  ['http://host.example/', 'http://proxy.example:3128'],
  ['http://localhost:1/', null],
  ['http://127.4.0.1/', null],
  ['http://[::1]/', null],
])('%s goes through %s', (url, proxy) => {
  expect(proxyFromEnvironment(env)(new URL(url))).toBe(proxy)
})

it('is none without variables, with a star, or when it cannot be read', () => {
  const url = new URL('http://paper.example/')
  expect(proxyFromEnvironment({})(url)).toBe(null)
  expect(proxyFromEnvironment({ http_proxy: 'http://a', no_proxy: '*' })(url)).toBe(null)
  expect(proxyFromEnvironment({ http_proxy: '::' })(url)).toBe(null)
  expect(proxyFromEnvironment({ ALL_PROXY: 'http://a:1' })(url)).toBe('http://a:1')
})
