// Made by `npm run types` from /api/v1/openapi.json. Do not edit.
export interface paths {
    "/api/v1/procedures": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Tìm thủ tục bằng lời thường ngày, có dấu hoặc không dấu; kết quả sát nhất đứng đầu */
        get: operations["getProcedures"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/procedures/{code}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Một thủ tục đang có hiệu lực */
        get: operations["getProceduresCode"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/procedures/{code}/due": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Ngày có kết quả nếu hồ sơ được tiếp nhận hợp lệ vào thời điểm đó */
        get: operations["getProceduresCodeDue"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/forms/{code}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Biểu mẫu, giấy tờ và các trường hợp của một thủ tục, đúng bản đang có hiệu lực
         * @description Gửi lại versionId khi nộp. Câu hỏi có when chỉ hỏi khi điều kiện đúng; gửi câu trả lời theo mã nhóm rồi mã câu hỏi.
         */
        get: operations["getFormsCode"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/dossiers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Các hồ sơ do chính phần mềm này nộp, mới nhất trước */
        get: operations["getDossiers"];
        put?: never;
        /**
         * Nộp một hồ sơ thay một người đã đồng ý
         * @description Người nộp được nhận ra bằng số định danh và họ tên trong các xã mà phần mềm được phục vụ, và được báo ngay qua hộp thư và tin nhắn. Gửi lại với cùng Idempotency-Key và cùng nội dung thì nhận lại đúng trả lời cũ; nội dung khác thì bị từ chối (422).
         */
        post: operations["postDossiers"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/dossiers/{code}/supplement": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Yêu cầu bổ sung đang chờ của một hồ sơ */
        get: operations["getDossiersCodeSupplement"];
        put?: never;
        /** Gửi giấy tờ hoặc lời giải thích đã được yêu cầu bổ sung */
        post: operations["postDossiersCodeSupplement"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/dossiers/{code}/withdrawal": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Rút một hồ sơ, khi còn rút được */
        post: operations["postDossiersCodeWithdrawal"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/dossiers/{code}/results": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Các kết quả đã ban hành của một hồ sơ */
        get: operations["getDossiersCodeResults"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/dossiers/{code}/results/{file}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Tải một tệp kết quả */
        get: operations["getDossiersCodeResultsFile"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/attachments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Báo trước một tệp sắp gửi: ảnh JPEG, PNG, WebP hoặc PDF, tới 20 MB */
        post: operations["postAttachments"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/attachments/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Một tệp đã nhận được bao nhiêu */
        get: operations["getAttachmentsId"];
        /**
         * Gửi một phần của tệp; phần cuối làm tệp sẵn sàng
         * @description Mất mạng giữa chừng thì hỏi lại đã nhận được bao nhiêu byte rồi gửi tiếp từ đó.
         */
        put: operations["putAttachmentsId"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/dossiers/{code}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Tình trạng của một hồ sơ theo mã */
        get: operations["getDossiersCode"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/audit-seals": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Niêm phong nhật ký cuối mỗi ngày */
        get: operations["getAuditSeals"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sms-receipts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Biên nhận của nhà mạng cho một tin nhắn (có chữ ký HMAC) */
        post: operations["postSmsReceipts"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/oauth/token": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Access token for fifteen minutes: client_credentials with private_key_jwt (RFC 6749 section 4.4, RFC 7523) */
        post: operations["postOauthToken"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/oauth/revoke": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Ends a token before its time (RFC 7009) */
        post: operations["postOauthRevoke"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/webhooks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Các đăng ký nhận tin */
        get: operations["getWebhooks"];
        put?: never;
        /** Đăng ký nhận tin khi hồ sơ phần mềm đã nộp thay đổi */
        post: operations["postWebhooks"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/webhooks/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Một đăng ký nhận tin */
        get: operations["getWebhooksId"];
        put?: never;
        post?: never;
        /** Bỏ một đăng ký nhận tin */
        delete: operations["deleteWebhooksId"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/webhooks/{id}/secret": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Đổi khóa ký; khóa cũ còn ký kèm 24 giờ */
        post: operations["postWebhooksIdSecret"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/webhooks/{id}/test": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Gửi một tin thử */
        post: operations["postWebhooksIdTest"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/webhooks/{id}/deliveries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Các lần gửi, mới nhất trước */
        get: operations["getWebhooksIdDeliveries"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/webhooks/{id}/deliveries/{n}/replay": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Gửi lại một tin, giữ nguyên mã tin */
        post: operations["postWebhooksIdDeliveriesNReplay"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/webhooks/{id}/replay": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Gửi lại các tin từ một thời điểm, nhiều nhất 1.000 tin của 30 ngày gần đây */
        post: operations["postWebhooksIdReplay"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /** @description RFC 9457: một câu tiếng Việt nói rõ vì sao và làm gì tiếp */
        Problem: {
            /** Format: uri */
            type: string;
            title: string;
            status: number;
            detail: string;
            code: string;
            instance?: string;
            /** @description Từng chỗ chưa đúng trong nội dung gửi lên (RFC 6901) */
            errors?: {
                pointer: string;
                detail: string;
            }[];
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    getProcedures: {
        parameters: {
            query?: {
                /** @description Câu hỏi, ví dụ: giay khai sinh cho con */
                q?: string;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Trả lời */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        query: string;
                        procedures: {
                            /** @description Mã quốc gia của thủ tục, ví dụ 1.001193; nhận cả mã dài 1.001193.000.00.00.H42 */
                            code: string;
                            name: string;
                            plainName: string;
                            field: string;
                            route: "ours" | "portal" | "portal-elsewhere" | "police" | "ministry";
                            /** @description true: đã đối chiếu với văn bản công bố */
                            checked: boolean;
                        }[];
                        /** @description Việc do cơ quan khác làm, nếu câu hỏi nhắc đến: đến đâu, làm thế nào */
                        elsewhere: {
                            title: string;
                            where: string;
                            how: string;
                            source: string;
                            /** @description true: đã đối chiếu với văn bản công bố */
                            checked: boolean;
                        }[];
                    };
                };
            };
            /** @description Không thực hiện được */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Không thực hiện được */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getProceduresCode: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Mã quốc gia của thủ tục, ví dụ 1.001193; nhận cả mã dài 1.001193.000.00.00.H42 */
                code: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Trả lời */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description Mã quốc gia của thủ tục, ví dụ 1.001193; nhận cả mã dài 1.001193.000.00.00.H42 */
                        code: string;
                        name: string;
                        plainName: string;
                        field: string;
                        route: "ours" | "portal" | "portal-elsewhere" | "police" | "ministry";
                        /** @description true: đã đối chiếu với văn bản công bố */
                        checked: boolean;
                        summary: string;
                        /** Format: date */
                        validFrom: string;
                        source: string;
                        filedHere: boolean;
                        cases: {
                            id: string;
                            label: string;
                        }[];
                        papers: {
                            id: string;
                            name: string;
                            required: boolean;
                            photo: boolean;
                        }[];
                        notNeeded: {
                            name: string;
                            why: string;
                        }[];
                        result: string;
                        unchecked: {
                            fact: string;
                            reason: string;
                        }[];
                    };
                };
            };
            /** @description Không thực hiện được */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Không thực hiện được */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getProceduresCodeDue: {
        parameters: {
            query: {
                /** @description Giờ Việt Nam, ví dụ 2026-03-02T09:00 */
                received: string;
                case?: string;
            };
            header?: never;
            path: {
                /** @description Mã quốc gia của thủ tục, ví dụ 1.001193; nhận cả mã dài 1.001193.000.00.00.H42 */
                code: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Trả lời */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        code: string;
                        case: {
                            id: string;
                            label: string;
                        };
                        /** @description Giờ Việt Nam, ví dụ 2026-03-02T09:00 */
                        receivedAt: string;
                        /** @description null khi quy định không ghi thời hạn */
                        dueAt: string | null;
                        skipped: {
                            /** Format: date */
                            date: string;
                            reason: string;
                        }[];
                        otherCases: {
                            id: string;
                            label: string;
                        }[];
                    };
                };
            };
            /** @description Không thực hiện được */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Không thực hiện được */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getFormsCode: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Mã thủ tục, ví dụ 2.000635 */
                code: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Trả lời */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        procedure: string;
                        name: string;
                        /** Format: uuid */
                        versionId: string;
                        filedHere: boolean;
                        cases: {
                            id: string;
                            label: string;
                        }[];
                        papers: {
                            id: string;
                            name: string;
                            required: boolean;
                            photo: boolean;
                        }[];
                        groups: {
                            id: string;
                            title: string;
                            repeat: {
                                min: number;
                                max: number;
                                item: string;
                            } | null;
                            when?: unknown;
                            fields: {
                                id: string;
                                label: string;
                                type: string;
                                required: boolean;
                                help?: string;
                                when?: unknown;
                                options?: {
                                    value: string;
                                    label: string;
                                }[];
                            }[];
                        }[];
                    };
                };
            };
            /** @description Không thực hiện được */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Không thực hiện được */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getDossiers: {
        parameters: {
            query?: {
                /** @description Chỉ những hồ sơ có thay đổi từ lúc này. Hỏi lùi lại vài phút so với lần trước để không sót. */
                changedSince?: string;
                /** @description next của trang trước; bỏ trống là trang đầu */
                cursor?: string;
                /** @description Số hồ sơ một trang */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Trả lời */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        dossiers: {
                            code: string;
                            procedure: string;
                            status: {
                                code: number;
                                name: "Mới đăng ký" | "Được tiếp nhận" | "Không được tiếp nhận" | "Đang xử lý" | "Yêu cầu bổ sung giấy tờ" | "Yêu cầu thực hiện nghĩa vụ tài chính" | "Công dân yêu cầu rút hồ sơ" | "Dừng xử lý" | "Đã xử lý xong" | "Đã trả kết quả";
                            };
                            /** Format: date-time */
                            submittedAt: string;
                            dueAt: string | null;
                            userReference: string;
                        }[];
                        /** @description next của trang trước; bỏ trống là trang đầu */
                        next: string | null;
                    };
                };
            };
            /** @description Không thực hiện được */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Không thực hiện được */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postDossiers: {
        parameters: {
            query?: never;
            header: {
                /** @description Khóa do phần mềm đặt cho hồ sơ này, 8 đến 128 ký tự */
                "Idempotency-Key": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description Mã thủ tục, ví dụ 2.000635 */
                    procedure: string;
                    /** Format: uuid */
                    versionId: string;
                    case?: string;
                    person: {
                        identityNumber: string;
                        name: string;
                    };
                    consent: {
                        /** @description Căn cứ để làm thay: người đó đã đồng ý bằng cách nào, ngày nào. Phần mềm chịu trách nhiệm về lời này. */
                        basis: string;
                        /** @description Mã người dùng trong phần mềm của anh chị, để đối chiếu khi có khiếu nại */
                        userReference: string;
                        /** @description true khi người đó cũng đồng ý cho phần mềm lấy tệp kết quả */
                        results?: boolean;
                    };
                    filingFor?: "self" | "child" | "family";
                    subjectName?: string;
                    answers: {
                        [key: string]: {
                            [key: string]: string | number | boolean | string[];
                        }[] | {
                            [key: string]: string | number | boolean | string[];
                        };
                    };
                    attachments?: {
                        paper: string;
                        /** Format: uuid */
                        file: string;
                    }[];
                    delivery?: {
                        how?: "counter" | "post" | "online";
                        address?: string;
                        sms?: boolean;
                    };
                };
            };
        };
        responses: {
            /** @description Trả lời */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        code: string;
                        /** @description Chưa hứa ngày nào trước khi được tiếp nhận hợp lệ */
                        provisionalDueAt: string | null;
                        noDateBecause: string | null;
                        links: {
                            /** Format: uri */
                            self: string;
                            /** Format: uri */
                            page: string;
                        };
                    };
                };
            };
            /** @description Không thực hiện được */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Không thực hiện được */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getDossiersCodeSupplement: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Mã hồ sơ, ví dụ H42.37.14-261123-0001 */
                code: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Trả lời */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** Format: date-time */
                        askedAt: string;
                        items: string[];
                        reason: string;
                    };
                };
            };
            /** @description Không thực hiện được */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Không thực hiện được */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postDossiersCodeSupplement: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Mã hồ sơ, ví dụ H42.37.14-261123-0001 */
                code: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    words?: string;
                    attachments?: {
                        paper: string;
                        /** Format: uuid */
                        file: string;
                    }[];
                };
            };
        };
        responses: {
            /** @description Trả lời */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        code: string;
                        /** Format: date-time */
                        answeredAt: string;
                    };
                };
            };
            /** @description Không thực hiện được */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Không thực hiện được */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postDossiersCodeWithdrawal: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Mã hồ sơ, ví dụ H42.37.14-261123-0001 */
                code: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    reason: string;
                };
            };
        };
        responses: {
            /** @description Trả lời */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        code: string;
                        /** Format: date-time */
                        withdrawnAt: string;
                    };
                };
            };
            /** @description Không thực hiện được */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Không thực hiện được */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getDossiersCodeResults: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Mã hồ sơ, ví dụ H42.37.14-261123-0001 */
                code: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Trả lời */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        results: {
                            title: string;
                            number: string;
                            /** Format: date-time */
                            issuedAt: string;
                            file: string | null;
                        }[];
                    };
                };
            };
            /** @description Không thực hiện được */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Không thực hiện được */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getDossiersCodeResultsFile: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Mã hồ sơ, ví dụ H42.37.14-261123-0001 */
                code: string;
                file: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Trả lời */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/octet-stream": string;
                };
            };
            /** @description Không thực hiện được */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Không thực hiện được */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postAttachments: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    name: string;
                    type: string;
                    size: number;
                };
            };
        };
        responses: {
            /** @description Trả lời */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** Format: uuid */
                        id: string;
                        state: "uploading" | "ready" | "refused";
                        offset: number;
                        size: number;
                    };
                };
            };
            /** @description Không thực hiện được */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Không thực hiện được */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getAttachmentsId: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Trả lời */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** Format: uuid */
                        id: string;
                        state: "uploading" | "ready" | "refused";
                        offset: number;
                        size: number;
                    };
                };
            };
            /** @description Không thực hiện được */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Không thực hiện được */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    putAttachmentsId: {
        parameters: {
            query?: never;
            header: {
                /** @description Byte đầu tiên của phần này */
                "Upload-Offset": number;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/octet-stream": string;
            };
        };
        responses: {
            /** @description Trả lời */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** Format: uuid */
                        id: string;
                        state: "uploading" | "ready" | "refused";
                        offset: number;
                        size: number;
                    };
                };
            };
            /** @description Không thực hiện được */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Không thực hiện được */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getDossiersCode: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Mã hồ sơ, ví dụ H42.37.14-261123-0001 */
                code: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Trả lời */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        code: string;
                        procedure: string;
                        status: {
                            code: number;
                            name: "Mới đăng ký" | "Được tiếp nhận" | "Không được tiếp nhận" | "Đang xử lý" | "Yêu cầu bổ sung giấy tờ" | "Yêu cầu thực hiện nghĩa vụ tài chính" | "Công dân yêu cầu rút hồ sơ" | "Dừng xử lý" | "Đã xử lý xong" | "Đã trả kết quả";
                        };
                        /** Format: date-time */
                        submittedAt: string;
                        receivedAt: string | null;
                        dueAt: string | null;
                        paused: boolean;
                        decidedAt: string | null;
                        endedAt: string | null;
                        timeline: {
                            /** Format: date-time */
                            at: string;
                            status: {
                                code: number;
                                name: "Mới đăng ký" | "Được tiếp nhận" | "Không được tiếp nhận" | "Đang xử lý" | "Yêu cầu bổ sung giấy tờ" | "Yêu cầu thực hiện nghĩa vụ tài chính" | "Công dân yêu cầu rút hồ sơ" | "Dừng xử lý" | "Đã xử lý xong" | "Đã trả kết quả";
                            };
                        }[];
                    };
                };
            };
            /** @description Không thực hiện được */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Không thực hiện được */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getAuditSeals: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Trả lời */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        seals: {
                            /** Format: date */
                            day: string;
                            source: "entries" | "views";
                            to: number;
                            hash: string;
                        }[];
                    };
                };
            };
            /** @description Không thực hiện được */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Không thực hiện được */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postSmsReceipts: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    id: string;
                    state: "delivered" | "failed";
                    reason?: string;
                };
            };
        };
        responses: {
            /** @description Trả lời */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        changed: boolean;
                    };
                };
            };
            /** @description Không thực hiện được */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Không thực hiện được */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postOauthToken: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/x-www-form-urlencoded": {
                    grant_type: string;
                    client_assertion_type: string;
                    /** @description A JWT signed by the client: iss and sub its id, aud this endpoint, exp at most five minutes away, jti used once */
                    client_assertion: string;
                    client_id?: string;
                    /** @description Scopes with spaces between; without it all that the client holds */
                    scope?: string;
                };
            };
        };
        responses: {
            /** @description Trả lời */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        access_token: string;
                        /** @constant */
                        token_type: "Bearer";
                        expires_in: number;
                        scope: string;
                    };
                };
            };
            /** @description Trả lời */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        error: string;
                        error_description: string;
                    };
                };
            };
            /** @description Trả lời */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        error: string;
                        error_description: string;
                    };
                };
            };
            /** @description Không thực hiện được */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Không thực hiện được */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postOauthRevoke: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/x-www-form-urlencoded": {
                    token: string;
                    client_assertion_type: string;
                    /** @description A JWT signed by the client: iss and sub its id, aud this endpoint, exp at most five minutes away, jti used once */
                    client_assertion: string;
                };
            };
        };
        responses: {
            /** @description Trả lời */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": Record<string, never>;
                };
            };
            /** @description Trả lời */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        error: string;
                        error_description: string;
                    };
                };
            };
            /** @description Không thực hiện được */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Không thực hiện được */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getWebhooks: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Trả lời */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        webhooks: {
                            id: string;
                            url: string;
                            types: ("dossier.submitted" | "dossier.received" | "dossier.supplement-requested" | "dossier.supplement-answered" | "dossier.refused" | "dossier.passed-on" | "dossier.decided" | "dossier.handed-over" | "dossier.withdrawn" | "dossier.stopped" | "dossier.suspended" | "dossier.resumed" | "dossier.payment-requested")[];
                            /** Format: date-time */
                            createdAt: string;
                        }[];
                    };
                };
            };
            /** @description Không thực hiện được */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Không thực hiện được */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postWebhooks: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** Format: uri */
                    url: string;
                    types: ("dossier.submitted" | "dossier.received" | "dossier.supplement-requested" | "dossier.supplement-answered" | "dossier.refused" | "dossier.passed-on" | "dossier.decided" | "dossier.handed-over" | "dossier.withdrawn" | "dossier.stopped" | "dossier.suspended" | "dossier.resumed" | "dossier.payment-requested")[];
                };
            };
        };
        responses: {
            /** @description Trả lời */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        id: string;
                        url: string;
                        types: ("dossier.submitted" | "dossier.received" | "dossier.supplement-requested" | "dossier.supplement-answered" | "dossier.refused" | "dossier.passed-on" | "dossier.decided" | "dossier.handed-over" | "dossier.withdrawn" | "dossier.stopped" | "dossier.suspended" | "dossier.resumed" | "dossier.payment-requested")[];
                        /** Format: date-time */
                        createdAt: string;
                        /** @description Khóa để kiểm chữ ký, chỉ hiện lần này */
                        secret: string;
                    };
                };
            };
            /** @description Không thực hiện được */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Không thực hiện được */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getWebhooksId: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Trả lời */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        id: string;
                        url: string;
                        types: ("dossier.submitted" | "dossier.received" | "dossier.supplement-requested" | "dossier.supplement-answered" | "dossier.refused" | "dossier.passed-on" | "dossier.decided" | "dossier.handed-over" | "dossier.withdrawn" | "dossier.stopped" | "dossier.suspended" | "dossier.resumed" | "dossier.payment-requested")[];
                        /** Format: date-time */
                        createdAt: string;
                    };
                };
            };
            /** @description Không thực hiện được */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Không thực hiện được */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteWebhooksId: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Trả lời */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        id: string;
                        /** Format: date-time */
                        endedAt: string;
                    };
                };
            };
            /** @description Không thực hiện được */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Không thực hiện được */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postWebhooksIdSecret: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Trả lời */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description Khóa để kiểm chữ ký, chỉ hiện lần này */
                        secret: string;
                        /** Format: date-time */
                        formerSignsUntil: string;
                    };
                };
            };
            /** @description Không thực hiện được */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Không thực hiện được */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postWebhooksIdTest: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Trả lời */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        eventId: string;
                    };
                };
            };
            /** @description Không thực hiện được */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Không thực hiện được */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getWebhooksIdDeliveries: {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Trả lời */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        deliveries: {
                            n: number;
                            eventId: string;
                            type: string;
                            /** @description waiting, delivered, parked, dropped */
                            state: string;
                            attempts: number;
                            /** Format: date-time */
                            createdAt: string;
                            nextAt: string | null;
                            lastAt: string | null;
                            lastStatus: number | null;
                            lastTrouble: string | null;
                        }[];
                        next: string | null;
                    };
                };
            };
            /** @description Không thực hiện được */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Không thực hiện được */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postWebhooksIdDeliveriesNReplay: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                n: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Trả lời */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        again: number;
                    };
                };
            };
            /** @description Không thực hiện được */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Không thực hiện được */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postWebhooksIdReplay: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** Format: date-time */
                    since: string;
                };
            };
        };
        responses: {
            /** @description Trả lời */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        again: number;
                    };
                };
            };
            /** @description Không thực hiện được */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Không thực hiện được */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
}
