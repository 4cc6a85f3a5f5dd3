import { describe, expect, it } from 'vitest';
import { readServerAddress } from './server-address.ts';

describe('a server’s address', () => {
  it.each([
    ['sidetone.example.com', 'https://sidetone.example.com'],
    ['  https://sidetone.example.com/  ', 'https://sidetone.example.com'],
    ['HTTPS://Sidetone.Example.COM/join?x=1#y', 'https://sidetone.example.com'],
    ['sidetone.example.com:8443', 'https://sidetone.example.com:8443'],
    ['http://localhost:8080', 'http://localhost:8080'],
    ['localhost:8080', 'http://localhost:8080'],
    ['127.0.0.1:3000/x', 'http://127.0.0.1:3000'],
    ['http://[::1]:8080', 'http://[::1]:8080'],
    ['https://192.168.1.5', 'https://192.168.1.5'],
    ['sidetone', 'https://sidetone'], // a name inside the company's network
    ['https://bücher.example', 'https://xn--bcher-kva.example'],
  ])('%j is %s', (typed, origin) => expect(readServerAddress(typed)).toEqual({ is: 'origin', origin }));

  it.each([
    ['', 'empty'],
    ['   ', 'empty'],
    ['http://sidetone.example.com', 'insecure'],
    ['http://localhost.evil.example', 'insecure'],
    ['ftp://sidetone.example.com', 'invalid'],
    ['javascript:alert(1)', 'invalid'],
    ['chrome-extension://abc/options.html', 'invalid'],
    ['https://zillum.example@evil.example', 'invalid'],
    ['https://user:secret@sidetone.example.com', 'invalid'],
    ['https://', 'invalid'],
    [`https://${'a'.repeat(300)}.example`, 'invalid'],
    ['my server', 'invalid'],
  ])('%j is %s', (typed, is) => expect(readServerAddress(typed)).toEqual({ is }));
});
