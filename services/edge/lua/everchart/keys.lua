--- The identity provider's published keys, and signatures checked with them by OpenSSL, which nginx is linked with.
local cjson = require 'cjson.safe'
local ffi = require 'ffi'
local fetch = require 'everchart.fetch'
local shared = require 'everchart.shared'

ffi.cdef [[
typedef struct evp_pkey_st EVP_PKEY;
typedef struct evp_md_ctx_st EVP_MD_CTX;
typedef struct evp_md_st EVP_MD;
typedef struct evp_pkey_ctx_st EVP_PKEY_CTX;
typedef struct engine_st ENGINE;
EVP_PKEY *d2i_PUBKEY(EVP_PKEY **a, const unsigned char **pp, long length);
void EVP_PKEY_free(EVP_PKEY *pkey);
EVP_MD_CTX *EVP_MD_CTX_new(void);
void EVP_MD_CTX_free(EVP_MD_CTX *ctx);
const EVP_MD *EVP_sha256(void);
int EVP_DigestVerifyInit(EVP_MD_CTX *ctx, EVP_PKEY_CTX **pctx, const EVP_MD *type, ENGINE *e, EVP_PKEY *pkey);
int EVP_DigestVerify(EVP_MD_CTX *ctx, const unsigned char *sig, size_t siglen, const unsigned char *tbs, size_t tbslen);
int EVP_PKEY_CTX_set_rsa_padding(EVP_PKEY_CTX *ctx, int pad);
int EVP_PKEY_CTX_set_rsa_pss_saltlen(EVP_PKEY_CTX *ctx, int saltlen);
void ERR_clear_error(void);
]]

local M = {}

local pss_padding = 6
local sha256_bytes = 32

function M.base64url(text)
  if text:find('[^%w_-]') then return nil end
  local padded = text:gsub('-', '+'):gsub('_', '/') .. ('='):rep(-#text % 4)
  return ngx.decode_base64(padded)
end

local function hex(text)
  return (text:gsub('%x%x', function(pair) return string.char(tonumber(pair, 16)) end))
end

--- DER (X.690): one value.
local function der(tag, content)
  local size = #content
  local length
  if size < 128 then length = string.char(size)
  elseif size < 256 then length = '\129' .. string.char(size)
  else length = '\130' .. string.char(math.floor(size / 256), size % 256) end
  return string.char(tag) .. length .. content
end

local function unsigned(bytes)
  local trimmed = bytes:gsub('^%z+', '')
  if trimmed == '' or trimmed:byte() >= 128 then trimmed = '\0' .. trimmed end
  return der(2, trimmed)
end

local p256_prefix = hex '3059301306072a8648ce3d020106082a8648ce3d030107034200' .. '\4'
local ed25519_prefix = hex '302a300506032b6570032100'
local rsa_algorithm = hex '300d06092a864886f70d0101010500'

--- SubjectPublicKeyInfo of a JWK, and the algorithms (RFC 7518, 8037) that it may be used with; nil for others.
local function public_key(jwk)
  local function member(name, size)
    local bytes = type(jwk[name]) == 'string' and M.base64url(jwk[name])
    if bytes and (size == nil or #bytes == size) then return bytes end
  end
  if jwk.kty == 'EC' and jwk.crv == 'P-256' then
    local x, y = member('x', 32), member('y', 32)
    if x and y then return p256_prefix .. x .. y, { ES256 = true } end
  elseif jwk.kty == 'OKP' and jwk.crv == 'Ed25519' then
    local x = member('x', 32)
    if x then return ed25519_prefix .. x, { EdDSA = true } end
  elseif jwk.kty == 'RSA' then
    local n, e = member('n'), member('e')
    -- RFC 7518 3.3: 2048 bits at least.
    if n and e and #n >= 256 and #n <= 1024 and #e <= 8 then
      return der(48, rsa_algorithm .. der(3, '\0' .. der(48, unsigned(n) .. unsigned(e)))), { RS256 = true, PS256 = true }
    end
  end
end

local function read_keys(text)
  local keys = {}
  local document = text and cjson.decode(text)
  for _, jwk in ipairs(type(document) == 'table' and type(document.keys) == 'table' and document.keys or {}) do
    local info, algorithms
    if type(jwk) == 'table' and (jwk.use == nil or jwk.use == 'sig') then info, algorithms = public_key(jwk) end
    if info then
      local place = ffi.new('const unsigned char *[1]', ffi.cast('const unsigned char *', info))
      local key = ffi.C.d2i_PUBKEY(nil, place, #info)
      if key ~= nil then
        if jwk.alg then algorithms = { [jwk.alg] = algorithms[jwk.alg] } end
        keys[#keys + 1] = { kid = jwk.kid, algorithms = algorithms, key = ffi.gc(key, ffi.C.EVP_PKEY_free) }
      end
    end
  end
  ffi.C.ERR_clear_error()
  return keys
end

local known = shared.cached('jwks', read_keys)

--- An ECDSA signature as JWS has it (r, s) in the form that OpenSSL takes.
local function ecdsa(signature)
  if #signature ~= 64 then return nil end
  return der(48, unsigned(signature:sub(1, 32)) .. unsigned(signature:sub(33)))
end

local function signature_fits(key, algorithm, signed, signature)
  if algorithm == 'ES256' then signature = ecdsa(signature) end
  if not signature then return false end
  local context = ffi.gc(ffi.C.EVP_MD_CTX_new(), ffi.C.EVP_MD_CTX_free)
  local parameters = ffi.new('EVP_PKEY_CTX *[1]')
  local digest = algorithm ~= 'EdDSA' and ffi.C.EVP_sha256() or nil
  local fits = ffi.C.EVP_DigestVerifyInit(context, parameters, digest, nil, key) == 1
  if fits and algorithm == 'PS256' then
    fits = ffi.C.EVP_PKEY_CTX_set_rsa_padding(parameters[0], pss_padding) > 0
      and ffi.C.EVP_PKEY_CTX_set_rsa_pss_saltlen(parameters[0], sha256_bytes) > 0
  end
  fits = fits and ffi.C.EVP_DigestVerify(context, signature, #signature, signed, #signed) == 1
  -- What stays in the queue would be taken for a fault of the next TLS connection.
  ffi.C.ERR_clear_error()
  return fits
end

--- @return 'valid', 'invalid' (a key fits the header, the signature does not), or 'unknown' (no key fits the header)
function M.check(header, signed, signature)
  local verdict = 'unknown'
  for _, each in ipairs(known() or {}) do
    if each.algorithms[header.alg] and (header.kid == nil or header.kid == each.kid) then
      verdict = 'invalid'
      if signature_fits(each.key, header.alg, signed, signature) then return 'valid' end
    end
  end
  -- A token that does not name its key may be of one that was published since.
  if verdict == 'invalid' and header.kid == nil then return 'unknown' end
  return verdict
end

function M.are_known() return shared.dict:get('jwks') ~= nil end

--- Fetches the keys. Those that are known go on while the identity provider does not answer.
function M.refresh()
  local text, reason = fetch(shared.settings.jwksUrl, 3000)
  if text and type((cjson.decode(text) or {}).keys) ~= 'table' then text, reason = nil, 'the answer is no set of keys' end
  shared.state('keys', reason)
  if text then shared.store('jwks', text) end
  return text ~= nil
end

--- Fetches the keys for a token with an unknown one: once a second at most, over all workers.
function M.refresh_for_unknown()
  if not shared.dict:add('jwks:cooldown', true, 1) then return false end
  return M.refresh()
end

return M
