import API
import Clinic
import Foundation
import HTTPTypes
import Hummingbird
import Logging
import NIOCore

/// Makes every error `application/problem+json` with a stable code and a sentence in the asker's language. Nothing
/// internal leaves the server; what nobody foresaw is logged under the request's id, without its path or its body.
struct ProblemMiddleware: RouterMiddleware {
    let wording: Wording
    let layout: ClinicLayout
    let routes: [Route]

    func handle(
        _ request: Request, context: WebContext, next: (Request, WebContext) async throws -> Response
    ) async throws -> Response {
        var context = context
        context.language = Self.language(of: request)
        do {
            return try await next(request, context)
        } catch {
            var fault = Fault(error)
            if case .notFound = fault.kind { fault = Fault(missing(request)) }
            if fault.isUnforeseen {
                context.logger.error(
                    "unforeseen error",
                    metadata: ["error": "\(type(of: error))", "route": "\(context.endpointPath ?? "-")"])
            }
            return try response(fault, context: context, request: request)
        }
    }

    /// 405 when another method would do.
    private func missing(_ request: Request) -> WebRefusal {
        let methods = methods(at: request)
        return methods.isEmpty || methods.contains(request.method.rawValue) ? .notFound : .methodNotAllowed
    }

    /// The methods of an address. Like the router, it takes the template that has the most of the path literally:
    /// `/patients/searches` is never a patient called "searches".
    private func methods(at request: Request) -> Set<String> {
        let fitting = routes.filter { $0.fits(request.uri.path[...]) }
        let least = fitting.map(\.parameterCount).min()
        return Set(fitting.filter { $0.parameterCount == least }.map(\.method.rawValue))
    }

    private func response(_ fault: Fault, context: WebContext, request: Request) throws -> Response {
        let sentences = ProblemSentences(wording: wording, layout: layout, language: context.language)
        let problem = Problem(
            status: fault.status, title: fault.title, code: fault.code,
            detail: sentences.detail(of: fault), requestId: context.requestID, errors: sentences.errors(of: fault))
        var headers: HTTPFields = [.contentType: "application/problem+json; charset=utf-8", .cacheControl: "no-store"]
        headers[.contentLanguage] = sentences.languageOfDetail(of: fault)
        if case .methodNotAllowed = fault.kind {
            headers[.allow] = methods(at: request).sorted().joined(separator: ", ")
        }
        if fault.status == 401 { headers[.wwwAuthenticate] = "Bearer" }
        if let seconds = fault.retryAfter { headers[.retryAfter] = String(seconds) }
        return Response(
            status: HTTPResponse.Status(code: fault.status, reasonPhrase: fault.title), headers: headers,
            body: .init(byteBuffer: ByteBuffer(bytes: try Wire.encode(problem))))
    }

    /// Chinese first: English, or Uyghur, only when it is asked for before Chinese.
    static func language(of request: Request) -> String {
        for part in (request.headers[.acceptLanguage] ?? "").split(separator: ",") {
            let tag = part.prefix { $0 != ";" }.trimmingCharacters(in: .whitespaces).lowercased()
            for language in ["zh", "en", "ug"] where tag == language || tag.hasPrefix(language + "-") {
                return language
            }
        }
        return "zh"
    }
}
