/** The only place where time comes from: whole milliseconds since 1970. */
export interface Clock {
  now(): number;
}
