"use strict";
// OpenID Connect Session Management 1.0 section 3.2. SHA-256 is written out, because crypto.subtle is missing wherever a client's own
// page is not a secure context.
const cookieName = "idsrv.session";

function sha256(text) {
  const primes = [];
  for (let n = 2; primes.length < 64; n++) if (primes.every(p => n % p)) primes.push(n);
  const fraction = x => ((x - Math.floor(x)) * 4294967296) | 0;
  const k = primes.map(p => fraction(Math.cbrt(p)));
  let h = primes.slice(0, 8).map(p => fraction(Math.sqrt(p)));
  const bytes = [...new TextEncoder().encode(text)];
  const bits = bytes.length * 8;
  bytes.push(128);
  while (bytes.length % 64 !== 56) bytes.push(0);
  bytes.push(0, 0, 0, 0, (bits >>> 24) & 255, (bits >>> 16) & 255, (bits >>> 8) & 255, bits & 255);
  const right = (x, n) => (x >>> n) | (x << (32 - n));
  for (let start = 0; start < bytes.length; start += 64) {
    const w = [];
    for (let i = 0; i < 64; i++) {
      if (i < 16) {
        const at = start + i * 4;
        w[i] = (bytes[at] << 24) | (bytes[at + 1] << 16) | (bytes[at + 2] << 8) | bytes[at + 3];
      } else {
        const a = w[i - 15], b = w[i - 2];
        w[i] = (w[i - 16] + (right(a, 7) ^ right(a, 18) ^ (a >>> 3)) + w[i - 7] + (right(b, 17) ^ right(b, 19) ^ (b >>> 10))) | 0;
      }
    }
    let [a, b, c, d, e, f, g, z] = h;
    for (let i = 0; i < 64; i++) {
      const t1 = (z + (right(e, 6) ^ right(e, 11) ^ right(e, 25)) + ((e & f) ^ (~e & g)) + k[i] + w[i]) | 0;
      const t2 = ((right(a, 2) ^ right(a, 13) ^ right(a, 22)) + ((a & b) ^ (a & c) ^ (b & c))) | 0;
      z = g; g = f; f = e; e = (d + t1) | 0; d = c; c = b; b = a; a = (t1 + t2) | 0;
    }
    h = [a, b, c, d, e, f, g, z].map((x, i) => (x + h[i]) | 0);
  }
  const out = h.map(x => String.fromCharCode((x >>> 24) & 255, (x >>> 16) & 255, (x >>> 8) & 255, x & 255)).join("");
  return btoa(out).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
}

function sessionId() {
  const found = document.cookie.split("; ").find(cookie => cookie.startsWith(cookieName + "="));
  return found ? found.slice(cookieName.length + 1) : "";
}

function answer(message, origin) {
  const space = typeof message === "string" ? message.lastIndexOf(" ") : -1;
  const [hash, salt] = space > 0 ? message.slice(space + 1).split(".") : [];
  if (!hash || !salt) return "error";
  return sha256([message.slice(0, space), origin, sessionId(), salt].join(" ")) === hash ? "unchanged" : "changed";
}

window.addEventListener("message", event => {
  if (event.source !== window) event.source.postMessage(answer(event.data, event.origin), event.origin);
});
