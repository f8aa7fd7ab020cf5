import { createHash, timingSafeEqual } from 'node:crypto';

/**
 * Compares two secrets in a time that tells nothing about where they differ. Their hashes are
 * compared, because timingSafeEqual takes equal lengths only.
 */
export const isSameSecret = (a: string, b: string): boolean =>
  timingSafeEqual(digest(a), digest(b));

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
