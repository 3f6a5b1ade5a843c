import type { Node } from 'yaml';
import {
  type Brand,
  fonts,
  type Hero,
  type Logo,
  looks,
  type Network,
  networks,
  shopPages,
} from '../../model/brand.ts';
import { type Fields, readChoice, readFields, readWhole, requiredNode } from '../reading/fields.ts';
import { say } from '../reading/saying.ts';
import type { Source } from '../reading/source.ts';
import { readLocalized } from './localized.ts';
import { defined, optional, readMatching } from './matching.ts';
import { readPage, readPicture } from './web-address.ts';

const keys = [
  'name',
  'url',
  'address',
  'contact',
  'color',
  'dark color',
  'look',
  'font',
  'logo',
  'hero',
  'pages',
  'social',
];

/** Reads `brand`: who the messages are from, and what they look like. */
export function readBrand(source: Source, store: Fields, locales: readonly string[]): Brand | undefined {
  const node = requiredNode(source, store, 'brand', say`the store`, say`say who the messages are from`);
  const fields = node && readFields(source, node, 'brand', keys);
  if (!fields) return undefined;
  const name = readLocalized(source, fields, 'brand', 'name', locales);
  const address = readLocalized(source, fields, 'brand', 'address', locales);
  const url = readMatching(source, fields, 'brand', 'url', isWebAddress, 'https://shop.example.com');
  const contact = readMatching(source, fields, 'brand', 'contact', isContact, 'help@shop.example.com');
  const color = readMatching(source, fields, 'brand', 'color', isColour, '#1a6b52');
  const more = readOptional(source, fields, locales);
  return name && address && url && contact && color ? { name, url, address, contact, color, ...more } : undefined;
}

const isWebAddress = (text: string) => /^https?:\/\/\S+$/.test(text);
/** An address of e-mail is a whole one; anything else is a telephone number or a page. */
const isContact = (text: string) =>
  /\S@/.test(text) ? /^[^\s@]+@[^\s@.]+(\.[^\s@.]+)*\.[^\s@.]{2,}$/.test(text) : text.length > 2;
const isColour = (text: string) => /^#([0-9a-f]{3}){1,2}$/i.test(text);

/** The settings that may be left out. */
function readOptional(source: Source, fields: Fields, locales: readonly string[]) {
  const darkColor = fields.values.has('dark color')
    ? readMatching(source, fields, 'brand', 'dark color', isColour, '#7cc4a8')
    : undefined;
  return defined<Pick<Brand, 'darkColor' | 'look' | 'font' | 'logo' | 'hero' | 'pages' | 'social'>>({
    darkColor,
    look: optional(fields, 'look', (node) => readChoice(source, node, 'look', looks)),
    font: optional(fields, 'font', (node) => readChoice(source, node, 'font', fonts)),
    logo: optional(fields, 'logo', (node) => readLogo(source, node)),
    hero: optional(fields, 'hero', (node) => readHero(source, node, locales)),
    pages: optional(fields, 'pages', (node) => readAddresses(source, node, 'pages', shopPages)),
    social: optional(fields, 'social', (node) => readSocial(source, node)),
  });
}

const networkNames = Object.keys(networks) as (keyof typeof networks)[]; // of a const object

const logoAdvice = say`write "logo: { image: https://shop.example.com/logo.png, width: 160, height: 40 }"`;

function readLogo(source: Source, node: Node): Logo | undefined {
  const fields = readFields(source, node, 'logo', ['image', 'dark image', 'width', 'height', 'name'], logoAdvice);
  if (!fields) return undefined;
  const [image, width, height] = ['image', 'width', 'height'].map((key) =>
    requiredNode(source, fields, key, 'logo', logoAdvice),
  );
  const picture = image && readPicture(source, image, 'image');
  const darkImage = optional(fields, 'dark image', (dark) => readPicture(source, dark, 'dark image'));
  const wide = width && readWhole(source, width, 'width', [16, 480]);
  const high = height && readWhole(source, height, 'height', [16, 200]);
  const name = optional(fields, 'name', (said) => readChoice(source, said, 'name', ['in the picture', 'beside it']));
  if (picture === undefined || wide === undefined || high === undefined) return undefined;
  const namesShop = name !== 'beside it';
  return { image: picture, ...(darkImage !== undefined && { darkImage }), width: wide, height: high, namesShop };
}

function readHero(source: Source, node: Node, locales: readonly string[]): Hero | undefined {
  const advice = say`write "hero: { image: https://shop.example.com/hero.jpg, alt: { ${locales[0] ?? 'en'}: … } }"`;
  const fields = readFields(source, node, 'hero', ['image', 'alt'], advice);
  const imageNode = fields && requiredNode(source, fields, 'image', 'hero', advice);
  const image = imageNode && readPicture(source, imageNode, 'image');
  const alt = fields && readLocalized(source, fields, 'hero', 'alt', locales);
  return image !== undefined && alt ? { image, alt } : undefined;
}

/** The hosts of the networks: a link to one of another network is a link in the wrong line. */
const hosts: Readonly<Record<Network, RegExp>> = {
  line: /(^|\.)(line\.me|lin\.ee)$/,
  instagram: /(^|\.)instagram\.com$/,
  x: /(^|\.)(x|twitter)\.com$/,
  facebook: /(^|\.)(facebook\.com|fb\.(com|me))$/,
  youtube: /(^|\.)(youtube\.com|youtu\.be)$/,
  tiktok: /(^|\.)tiktok\.com$/,
  threads: /(^|\.)threads\.(net|com)$/,
  pinterest: /(^|\.)(pinterest\.[a-z.]+|pin\.it)$/,
};

function readSocial(source: Source, node: Node): Brand['social'] {
  const links = readAddresses(source, node, 'social', networkNames);
  for (const [name, link] of Object.entries(links ?? {})) {
    const other = networkNames.find((network) => hosts[network].test(new URL(link).hostname));
    if (other === undefined || other === name) continue;
    const message = say`the link of ${name} leads to ${networks[other]}`;
    source.doubt(source.find(source.resolve(node), [name]), message, say`write it as "${other}: ${link}"`);
  }
  return links;
}

/** Addresses by name, each of them optional. */
function readAddresses<Name extends string>(
  source: Source,
  node: Node,
  what: string,
  names: readonly Name[],
): Partial<Record<Name, string>> | undefined {
  const fields = readFields(source, node, what, names);
  if (!fields) return undefined;
  const addresses: Partial<Record<Name, string>> = {};
  for (const name of names) {
    const address = optional(fields, name, (one) => readPage(source, one, name));
    if (address !== undefined) addresses[name] = address;
  }
  return addresses;
}
