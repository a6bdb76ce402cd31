/** The few words of DER that a certificate is written in (ITU-T X.690). */
export const der = {
  sequence: (...parts: readonly Buffer[]): Buffer => tagged(0x30, ...parts),
  set: (...parts: readonly Buffer[]): Buffer => tagged(0x31, ...parts),
  integer: (bytes: Buffer): Buffer => tagged(0x02, bytes),
  boolean: (value: boolean): Buffer => tagged(0x01, Buffer.from([value ? 0xff : 0])),
  bits: (bytes: Buffer): Buffer => tagged(0x03, Buffer.from([0]), bytes),
  octets: (...parts: readonly Buffer[]): Buffer => tagged(0x04, ...parts),
  text: (value: string): Buffer => tagged(0x0c, Buffer.from(value)),
  /** `YYYYMMDDHHMMSSZ` */
  time: (date: Date): Buffer => tagged(0x18, Buffer.from(date.toISOString().replace(/[-:T]|\.\d+/g, ''))),
  /** `2.5.4.3`: the first two numbers share a byte, each other one takes seven bits a byte. */
  oid: (dotted: string): Buffer => {
    const [first = 0, second = 0, ...others] = dotted.split('.').map(Number);
    return tagged(0x06, Buffer.from([first * 40 + second, ...others.flatMap(sevenBits)]));
  },
  /** A part that its number names: `[3] EXPLICIT`, or with `primitive` a plain value. */
  numbered: (number: number, part: Buffer, primitive = false): Buffer =>
    tagged((primitive ? 0x80 : 0xa0) + number, part),
};

function tagged(tag: number, ...parts: readonly Buffer[]): Buffer {
  const content = Buffer.concat(parts);
  return Buffer.concat([Buffer.from([tag, ...lengthOf(content.length)]), content]);
}

function lengthOf(length: number): number[] {
  if (length < 0x80) return [length];
  return length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
}

function sevenBits(number: number): number[] {
  const digits = [number & 0x7f];
  for (let rest = number >> 7; rest > 0; rest >>= 7) digits.unshift((rest & 0x7f) | 0x80);
  return digits;
}
